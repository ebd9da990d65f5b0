# Each commit of the period was reviewed by somebody who is not its author, and is signed where that is wanted; the
# declared protection of the branch asks for a review and forbids to overwrite history.
package check

complete if {
	is_number(input.commit_count)
	is_array(input.without_trailer)
	is_array(input.trailer_of_author_only)
	is_array(input.without_good_signature)
	is_boolean(input.require_signed)
	is_boolean(input.shallow)
}

commits(1) := "1 commit"

commits(n) := sprintf("%d commits", [n]) if n != 1

have(1) := "1 commit has"

have(n) := sprintf("%d commits have", [n]) if n != 1

# Something is asked of the commits or of the branch.
asked if count(input.trailers) > 0

asked if input.require_signed

asked if input.protection != null

problems contains sprintf("%s none of the trailers", [have(count(input.without_trailer))]) if {
	count(input.without_trailer) > 0
}

problems contains sprintf("%s a trailer that names the author alone", [have(count(input.trailer_of_author_only))]) if {
	count(input.trailer_of_author_only) > 0
}

problems contains sprintf("%s no good signature", [have(count(input.without_good_signature))]) if {
	input.require_signed
	count(input.without_good_signature) > 0
}

problems contains "the file of the branch's protection is not in the repository" if input.protection.found == false

problems contains "the declared protection asks for no review" if {
	input.protection.found
	not reviewed
}

problems contains "the declared protection lets history be overwritten" if {
	input.protection.declared.force_pushes == true
}

reviewed if input.protection.declared.reviews > 0

gaps contains "the clone is shallow: commits of the period may be missing" if input.shallow

gaps contains "there is no commit in the period" if input.commit_count == 0

gaps contains "neither trailers nor signatures nor a protection are asked for" if not asked

result := "unknown" if {
	complete
	count(gaps) > 0
}

result := "fail" if {
	complete
	count(gaps) == 0
	count(problems) > 0
}

result := "pass" if {
	complete
	count(gaps) == 0
	count(problems) == 0
}

reason := concat("; ", sort(gaps)) if count(gaps) > 0

reason := concat("; ", sort(problems)) if {
	count(gaps) == 0
	count(problems) > 0
}

reason := commits(input.commit_count) if {
	complete
	count(gaps) == 0
	count(problems) == 0
}

details := {
	"without_trailer": array.slice(input.without_trailer, 0, 100),
	"trailer_of_author_only": array.slice(input.trailer_of_author_only, 0, 100),
	"without_good_signature": array.slice(input.without_good_signature, 0, 100),
} if {
	complete
	count(problems) > 0
}

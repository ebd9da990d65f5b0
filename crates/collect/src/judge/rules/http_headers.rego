# Every expectation of a header is met, by an answer that is no error page.
package check

complete if {
	is_number(input.status)
	count(input.expectations) > 0
	every one in input.expectations { is_boolean(one.met) }
}

error_page if input.status >= 400

unmet contains sprintf("%s: not %s", [one.name, one.is]) if {
	some one in input.expectations
	one.met == false
}

result := "unknown" if {
	complete
	error_page
}

result := "fail" if {
	complete
	not error_page
	count(unmet) > 0
}

result := "pass" if {
	complete
	not error_page
	count(unmet) == 0
}

reason := sprintf("the answer has the status %d", [input.status]) if error_page

reason := concat("; ", sort(unmet)) if {
	not error_page
	count(unmet) > 0
}

met(1) := "1 expectation is met"

met(n) := sprintf("%d expectations are met", [n]) if n != 1

reason := met(count(input.expectations)) if {
	complete
	not error_page
	count(unmet) == 0
}

# The chain is believed, and no certificate of it ends within `warn_days`.
package check

problems contains sprintf("the chain is not believed: %s", [input.problem]) if input.trusted == false

days(1) := "1 day"

days(n) := sprintf("%d days", [n]) if n != 1

problems contains sprintf("a certificate ends in %s, %d are wanted", [days(input.days_left), input.warn_days]) if {
	input.days_left >= 0
	input.days_left < input.warn_days
}

problems contains sprintf("a certificate ended %s ago", [days(0 - input.days_left)]) if {
	input.days_left < 0
	input.days_left < input.warn_days
}

# What is judged is there; without it there is no answer.
complete if {
	is_boolean(input.trusted)
	is_number(input.days_left)
	is_number(input.warn_days)
	count(input.certificates) > 0
}

result := "fail" if {
	complete
	count(problems) > 0
}

result := "pass" if {
	complete
	count(problems) == 0
}

reason := concat("; ", sort(problems)) if count(problems) > 0

reason := sprintf("believed; %s left", [days(input.days_left)]) if {
	complete
	count(problems) == 0
}

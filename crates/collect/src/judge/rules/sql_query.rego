# The query lists what should not be: each row is an exception.
package check

complete if is_array(input.rows)

result := "pass" if {
	complete
	count(input.rows) == 0
}

result := "fail" if {
	complete
	count(input.rows) > 0
}

rows(1) := "1 row"

rows(n) := sprintf("%d rows", [n]) if n != 1

reason := rows(count(input.rows)) if complete

details := {"first": array.slice(input.rows, 0, 20)} if {
	complete
	count(input.rows) > 0
}

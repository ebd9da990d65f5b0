# The file has the hash that it is expected to have. Without an expectation there is nothing to say.
package check

result := "pass" if input.matches == true

result := "fail" if input.matches == false

result := "unknown" if input.expected == null

reason := sprintf("its SHA-256 is %s", [input.sha256]) if input.matches != null

reason := "no hash is expected of it" if input.expected == null

//! Scripts in every disguise: each sets `window.__ran`, or opens a dialog, where it is taken for more than text.

/// What is run.
const CALLS: [&str; 5] = ["__ran=1", "window.__ran=1", "top['__ran']=1", "alert(1)", "self[`__ran`]=1"];

/// Around a call: elements, attributes, pictures, addresses, templates, other spellings of the same signs.
const FORMS: [&str; 34] = [
    "<script>CALL</script>",
    "</title><script>CALL</script>",
    "</textarea><script>CALL</script>",
    "</script><script>CALL</script>",
    "--><script>CALL</script>",
    "]]><script>CALL</script>",
    "<ScRiPt/x>CALL</sCrIpT>",
    "<<script>CALL//<</script>",
    "<img src=x onerror=CALL>",
    "<img src=\"x\" onerror=\"CALL\"",
    "<svg onload=CALL>",
    "<svg/onload=CALL//",
    "<svg><script>CALL</script></svg>",
    "<svg><animate onbegin=CALL attributeName=x dur=1s>",
    "<math><mtext><script>CALL</script>",
    "<body onload=CALL>",
    "<details open ontoggle=CALL>",
    "<input autofocus onfocus=CALL>",
    "<video><source onerror=CALL>",
    "<iframe srcdoc='<script>parent.CALL</script>'>",
    "<iframe src=javascript:parent.CALL>",
    "<object data='data:text/html,<script>CALL</script>'>",
    "<template><script>CALL</script></template>",
    "\" autofocus onfocus=CALL x=\"",
    "' autofocus onfocus=CALL x='",
    " onfocus=CALL autofocus tabindex=1 ",
    "\"><img src=x onerror=CALL>",
    "'><img src=x onerror=CALL>",
    "`><img src=x onerror=CALL>",
    "javascript:CALL",
    "{{constructor.constructor('CALL')()}}",
    "${CALL}",
    "&lt;script&gt;CALL&lt;/script&gt;",
    "\u{ff1c}script\u{ff1e}CALL\u{ff1c}/script\u{ff1e}",
];

/// Marks around a form that a careless reader takes for nothing.
const AROUND: [(&str, &str); 3] = [("", ""), ("\u{feff}a ", " z"), ("\u{fe64}", "\u{2028}b")];

/// All of them.
pub(crate) fn all() -> Vec<String> {
    let mut all = Vec::new();
    for (before, after) in AROUND {
        for form in FORMS {
            all.extend(CALLS.map(|call| format!("{before}{}{after}", form.replace("CALL", call))));
        }
    }
    all
}

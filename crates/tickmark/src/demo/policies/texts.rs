//! The texts of the documents of Fathom Freight.

pub(super) const SECURITY: &str = "# Information security policy

Fathom Freight keeps what its customers, its people and its carriers entrust to it confidential, correct and available.

## What we commit to

- Management sets security objectives each year and looks at whether they were reached.
- We meet laws, contracts and what we promised to customers.
- Risks are treated by the method that management approved.

## Who does what

The security lead runs the programme and reports to management. Everybody follows the policies that are for them and tells
security@fathom.example at once when something looks wrong.

## Review

Management reviews this policy annually, and after every major change.
";

/// The security policy as it was, the oldest text first.
pub(super) const SECURITY_BEFORE: [&str; 3] = [
    "# Information security policy

Fathom Freight keeps confidential what its customers entrust to it.

## Who does what

Engineering looks after security. Everybody tells their lead when something looks wrong.
",
    "# Information security policy

Fathom Freight keeps what its customers, its people and its carriers entrust to it confidential.

## Who does what

The security lead runs the programme. Everybody tells security@fathom.example at once when something looks wrong.
",
    "# Information security policy

Fathom Freight keeps what its customers, its people and its carriers entrust to it confidential, correct and available.

## What we commit to

- Management sets security objectives each year and looks at whether they were reached.
- Risks are treated by the method that management approved.

## Who does what

The security lead runs the programme and reports to management. Everybody follows the policies that are for them and tells
security@fathom.example at once when something looks wrong.
",
];

pub(super) const CRISIS: &str = "# Extortion and crisis procedure

For management alone: who decides, and how to reach them when nothing of ours can be trusted.

1. The engineer on call wakes the chief executive by telephone when an incident threatens the company (IR-01).
2. Within two hours the chief executive, the chief technology officer and counsel speak, outside of our own systems.
3. Nobody answers an extortionist, and nothing is paid, before counsel and the police were asked.
4. Customers hear from the chief executive alone.

## After it

What was decided is written down the same day, and looked back at within ten days (IR-02).
";

pub(super) const ACCESS: &str = "# Access control policy

## Rules

- Access follows need and role, and is given to named persons.
- Sign-in takes a second factor everywhere (AC-01).
- Nobody decides on their own access.

## Leaving

Access of people who leave ends on their last day (AC-03).

## Review of accounts

Owners of systems review all accounts quarterly (AC-04).

Service accounts of AC-04 are looked at monthly.

## Emergency accounts

Emergency accounts are opened and looked through quarterly.
";

pub(super) const INCIDENTS: &str = "# Incident management policy

1. Everybody reports what they see at once.
2. The engineer on call decides within an hour how grave it is (IR-01).
3. Customers are told within 72 hours.
4. Each incident is looked back at within ten days (IR-02).

## Exercise

The team rehearses an incident half-yearly.
";

pub(super) const INCIDENTS_NEXT: &str = "# Incident management policy

1. Everybody reports what they see at once.
2. The engineer on call decides within an hour how grave it is (IR-01).
3. Customers are told within 24 hours of the decision.
4. Each incident is looked back at within ten days (IR-02), and what was learned becomes an action with an owner.

## Exercise

The team rehearses an incident half-yearly.
";

pub(super) const BACKUP: &str = "# Backup policy

Shipments and documents are backed up each night, encrypted, to another region (BC-01).

| What | Kept for |
| --- | ---: |
| Shipment database | 35 days |
| Documents of customers | 90 days |

## Proof

A restore is tried half-yearly (BC-02). One that failed is a nonconformity.
";

pub(super) const ACCEPTABLE_USE: &str = "# Acceptable use policy

- Lock the screen when you leave it, and leave no confidential paper on desks and printers.
- Passwords live in the password manager, with a second factor wherever there is one.
- Data of customers goes only into services on the list of the security lead; assistants that answer questions are no
  exception.
- Report a lost device or a mistake at once. Nobody is blamed for a report.
";

pub(super) const SUPPLIERS: &str = "# Supplier security policy

## Before a contract

[[Role]] looks at what the supplier will see and do, and places it in a tier.

## While it runs

TODO who reviews them, and how often?
";

pub(super) const STANDARD: &str = "# Access control standard

Rights in production are given for a limited time, and end by themselves (AC-05).
";

pub(super) const CLAUSES: &str = "# Standard contractual clauses

The clauses of the European Commission for the transfer of personal data to third countries, in the version of June 2021.
They are published in the Official Journal of the European Union and are not changed here.
";

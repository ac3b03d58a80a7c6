"""How large a request may be, in bytes. Knows nothing of Django: the server asks before it is there."""

#: Of a visitor's body: a form of the editor that is sent after its session has ended is the largest.
VISITORS_LIMIT = 256 * 1024
#: Of the body of somebody who has signed in: the largest document, and its form.
STAFF_LIMIT = 60 * 1024 * 1024

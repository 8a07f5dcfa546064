// Where the API is, and how patient a page is with it.
export const api_base = '/api/v1';

/** The longest a page waits for an answer before it says that there is no line. */
export const answer_timeout_ms = 10_000;

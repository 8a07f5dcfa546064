// What a page asks for first. Its small opening script sends these ahead under the same names (ahead.ts).
export const session_path = '/session';
export const districts_path = '/districts?limit=500';
/** More than a desk shows without scrolling; the live line brings them all. */
export const most_urgent_path = '/incidents?state=open&limit=25';
export const first_residents_path = '/residents?limit=100';

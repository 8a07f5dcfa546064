// How often the live line is looked at. Read by the page and by its worker alike.

export const beat_every_ms = 500;

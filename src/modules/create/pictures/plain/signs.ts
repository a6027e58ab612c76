/** What the fonts that come with the program have: Latin with all its marks, Greek, Cyrillic, Thai, and what stands between words. */
const known =
  /^[\n\u0020-\u007e\u00a0-\u024f\u0259\u02bb-\u02bc\u02c6\u02da\u02dc\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0462\u0463\u0472-\u0475\u0490\u0491\u0e01-\u0e3a\u0e3f-\u0e5b\u1e00-\u1eff\u200b-\u200d\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u20a9\u20ab\u20ac\u20b4\u20bd\u2116\u2122\u2212]$/u

/** Marks that stand over and under letters. */
const marks = new Set('\u0300\u0301\u0303\u0304\u0308\u0309\u0323')

/** Signs that would be drawn as boxes, each once; the text as it is written down, with letter and mark in one. */
export const strangeSigns = (text: string): string[] => [
  ...new Set([...text.normalize('NFC')].filter((sign) => !known.test(sign) && !marks.has(sign))),
]

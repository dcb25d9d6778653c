/* The fields of an entry as cadres/diary/fields.py declares them, told in the shell's #fields:
   [{name, kind, at, said, missing, always}]. Another page has none, and asking there is a fault. */
export const declared = () => JSON.parse(document.getElementById("fields").textContent);

export const ofKind = (...kinds) => declared().filter(({ kind }) => kinds.includes(kind));
export const askedAt = (place) => ofKind("line", "words").filter(({ at }) => at === place);

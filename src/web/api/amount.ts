/** The last mark decides: what the language does not use between thousands, or what stands before fewer or more than three digits. */
export function plainAmount(text: string, locale: string): string | undefined {
  const plain = text.replace(/[\s\u00a0\u202f'’%]/g, '')
  if (plain === '') return undefined
  const decimal = new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .find((one) => one.type === 'decimal')?.value
  const marks = plain.match(/[.,]/g) ?? []
  const last = marks.at(-1)
  const several = new Set(marks).size > 1
  const thousands = last !== undefined && !several && last !== decimal && /^\d{1,3}([.,]\d{3})+$/.test(plain)
  const cleaned =
    last === undefined || thousands
      ? plain.replace(/[.,]/g, '')
      : `${plain.slice(0, plain.lastIndexOf(last)).replace(/[.,]/g, '')}.${plain.slice(plain.lastIndexOf(last) + 1)}`
  return /^\d+(\.\d*)?$|^\.\d+$/.test(cleaned) ? cleaned : undefined
}

/** The same as a number. */
export function readAmount(text: string, locale: string): number | undefined {
  const plain = plainAmount(text, locale)
  return plain === undefined ? undefined : Number(plain)
}

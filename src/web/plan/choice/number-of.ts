/** What somebody typed, with comma or point; null for what is no number between the two. */
export function numberOf(text: string, least: number, most: number, whole = false): number | null {
  const plain = text.trim().replace(',', '.')
  const read = plain === '' ? Number.NaN : Number(plain)
  return Number.isFinite(read) && read >= least && read <= most && (!whole || Number.isInteger(read))
    ? read
    : null
}

/** Where one was lately comes first, the rest stays as it was. */
export function recentFirst<W extends { id: string }>(
  workspaces: readonly W[],
  recent: readonly string[],
): W[] {
  const place = ({ id }: W): number => {
    const at = recent.indexOf(id)
    return at < 0 ? recent.length : at
  }
  return workspaces.toSorted((a, b) => place(a) - place(b))
}

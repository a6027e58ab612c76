/** Gives the person a file that no server has seen. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers read it only a moment after the press.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

import { useEffect } from 'react'

const offKey = 'carillon.keys'

/** Keys of one letter can be switched off (WCAG 2.1.4): speech input and shaky hands set them off by chance. */
export const lettersOn = (): boolean => localStorage.getItem(offKey) !== 'off'

export const switchLetters = (on: boolean): void =>
  on ? localStorage.removeItem(offKey) : localStorage.setItem(offKey, 'off')

export type Binding = { keys: string; run: () => void }

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="listbox"], [role="menu"]') !== null)

export const inDialog = (): boolean => document.querySelector('[role="dialog"][data-state="open"]') !== null

/** What was pressed, by the printed letter; by its place on the keyboard where the letter is not Latin. */
function nameOf(event: KeyboardEvent): string {
  const latin = /^[\x20-\x7e]$/.test(event.key)
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]
  return (!latin && letter ? letter : event.key).toLowerCase()
}

/**
 * Listens for `mod+k`, single letters and pairs (`g c`, within a second). Letters are left alone where somebody
 * writes and while a dialog is open.
 */
export function useKeys(bindings: readonly Binding[]): void {
  useEffect(() => {
    let first = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const key = nameOf(event)
      const mod = event.metaKey || event.ctrlKey
      const pressed = mod ? `mod+${key}` : first ? `${first} ${key}` : key
      if (event.altKey || (!mod && (writes(event.target) || inDialog() || !lettersOn()))) return
      const found = bindings.find(({ keys }) => keys === pressed)
      clearTimeout(timer)
      first = ''
      if (found) {
        event.preventDefault()
        found.run()
      } else if (!mod && bindings.some(({ keys }) => keys.startsWith(`${key} `))) {
        first = key
        timer = setTimeout(() => {
          first = ''
        }, 1000)
      }
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
      clearTimeout(timer)
    }
  }, [bindings])
}

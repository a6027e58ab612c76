import { cx } from './class.ts'

const mac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '')

const faces: Record<string, string> = {
  mod: mac ? '⌘' : 'Ctrl',
  shift: '⇧',
  alt: mac ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
}

/** One key as it is printed on the keyboard. */
export const Kbd = ({ children, inverse }: { children: string; inverse?: boolean }) => (
  <kbd
    className={cx(
      'inline-flex min-w-5 items-center justify-center rounded-sm border px-1 font-sans text-2xs font-medium',
      inverse ? 'border-current/30 text-on-ink' : 'border-line-strong bg-surface text-muted',
    )}
  >
    {children}
  </kbd>
)

/** Keys by their names: `mod+k` together, `g c` one after the other. */
export function Keys({ keys, inverse }: { keys: string; inverse?: boolean }) {
  const faced = keys
    .split(/[+ ]/)
    .map((key, place) => ({ key: faces[key] ?? key.toUpperCase(), id: `${key}${place}` }))
  return (
    <span className="inline-flex shrink-0 gap-1" aria-hidden>
      {faced.map(({ key, id }) => (
        <Kbd key={id} inverse={inverse}>
          {key}
        </Kbd>
      ))}
    </span>
  )
}

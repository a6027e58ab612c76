import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { IconButton } from './button.tsx'
import { cx } from './class.ts'
import { useWords } from './words.ts'

type ToastTone = 'good' | 'bad' | 'info'
export type ToastOptions = {
  tone?: ToastTone
  /** Takes back what was done. Offered instead of asking "are you sure". */
  undo?: () => void | Promise<void>
  /** Something else to do, as a word and a verb. */
  action?: { label: string; run: () => void }
  /** Milliseconds; errors and undo stay longer by themselves. */
  stay?: number
}
type Shown = ToastOptions & { id: number; words: string; tone: ToastTone }

let toasts: readonly Shown[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Shown[]): void {
  toasts = next
  for (const hear of listeners) hear()
}

const dismiss = (id: number): void => change(toasts.filter((toast) => toast.id !== id))

/** Says what was done, from anywhere. At most three stand at once. */
export function toast(words: string, options: ToastOptions = {}): void {
  lastId += 1
  change([...toasts.slice(-2), { tone: 'good', ...options, id: lastId, words }])
}

const follow = (hear: () => void): (() => void) => {
  listeners.add(hear)
  return () => listeners.delete(hear)
}

/** Once, in the shell. */
export function Toasts() {
  const t = useWords('kit')
  const shown = useSyncExternalStore(follow, () => toasts)
  return (
    <section
      aria-label={t('toasts')}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-60 flex flex-col items-center gap-2 md:inset-x-auto md:right-5 md:bottom-5 md:items-end"
    >
      {shown.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </section>
  )
}

const marks = {
  good: <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-good-mark" />,
  bad: <CircleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-bad-mark" />,
  info: <Info aria-hidden className="mt-0.5 size-4.5 shrink-0 text-info-mark" />,
} satisfies Record<ToastTone, unknown>

function ToastCard({ toast: one }: { toast: Shown }) {
  const t = useWords('kit')
  const [held, setHeld] = useState(false)
  const left = useRef(one.stay ?? (one.undo || one.action || one.tone === 'bad' ? 9000 : 5000))
  useEffect(() => {
    if (held) return
    const from = performance.now()
    const timer = setTimeout(() => dismiss(one.id), left.current)
    return () => {
      clearTimeout(timer)
      left.current -= performance.now() - from
    }
  }, [held, one.id])
  const act = (run: () => void | Promise<void>) => () => {
    dismiss(one.id)
    void run()
  }
  const button = 'rounded-sm px-1.5 py-1 font-semibold touch:min-h-11 text-accent hover:underline'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only stops its clock, as focus does
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cx(
        'pointer-events-auto flex w-full max-w-md animate-rise items-start gap-3 rounded-lg bg-raised py-2 pr-2 pl-3.5 shadow-float md:w-auto md:min-w-72',
      )}
    >
      <span className="flex min-w-0 flex-1 gap-2.5 py-1.5">
        {marks[one.tone]}
        <span className="min-w-0 text-base">{one.words}</span>
      </span>
      {one.action && (
        <button type="button" className={button} onClick={act(one.action.run)}>
          {one.action.label}
        </button>
      )}
      {one.undo && (
        <button type="button" className={button} onClick={act(one.undo)}>
          {t('undo')}
        </button>
      )}
      <IconButton icon={X} label={t('dismiss')} size="small" onClick={() => dismiss(one.id)} />
    </div>
  )
}

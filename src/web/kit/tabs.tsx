import { Tabs as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from './class.ts'

export type Tab<V extends string = string> = { value: V; label: ReactNode; aside?: ReactNode }

type TabsProps<V extends string> = {
  value: V
  onChange: (value: V) => void
  tabs: readonly Tab<V>[]
  label: string
  /** `line` under a heading, `box` as a switch between views of the same thing: what does not fit beside each other stands below. */
  look?: 'line' | 'box'
}

/** Views of one thing. The chosen one belongs into the URL. What is below is drawn by `value`. */
export function Tabs<V extends string>({ value, onChange, tabs, label, look = 'line' }: TabsProps<V>) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => bringIntoSight(list.current, value), [value])
  const choose = (next: string) => {
    const found = tabs.find((tab) => tab.value === next)
    if (found) onChange(found.value)
  }
  return (
    <Radix.Root value={value} onValueChange={choose} className="min-w-0">
      <Radix.List
        ref={list}
        aria-label={label}
        className={cx(
          'relative flex max-w-full',
          look === 'line'
            ? 'gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]'
            : 'w-fit flex-wrap gap-0.5 rounded-md bg-quiet-soft p-0.5',
        )}
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            data-tab={tab.value}
            // The body is the page's own and has no id to point at.
            aria-controls={undefined}
            className={cx(
              'inline-flex items-center gap-2 font-medium text-muted transition-colors -outline-offset-2 hover:text-text data-[state=active]:text-text',
              look === 'line'
                ? '-mb-px min-h-control shrink-0 whitespace-nowrap border-b-2 border-transparent px-3 data-[state=active]:border-accent-solid'
                : 'min-h-7 max-w-full rounded-[6px] px-3 py-0.5 text-left text-sm data-[state=active]:bg-surface data-[state=active]:shadow-low touch:min-h-11',
            )}
          >
            {tab.label}
            {tab.aside !== undefined && <span className="text-xs text-faint figures">{tab.aside}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
    </Radix.Root>
  )
}

/** On a narrow screen the chosen one may lie beyond the edge. Only the row itself is moved, not the page. */
function bringIntoSight(list: HTMLElement | null, value: string): void {
  const tab = [...(list?.querySelectorAll<HTMLElement>('[data-tab]') ?? [])].find(
    (one) => one.dataset.tab === value,
  )
  if (list && tab) list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2
}

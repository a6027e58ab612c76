import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Keys } from './kbd.tsx'

/** Words about a control, on hover and focus. Never the only place where something stands. */
export function Tooltip({ words, keys, children }: { words: string; keys?: string; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 items-center gap-2 rounded-md bg-ink px-2.5 py-1.5 text-xs text-on-ink shadow-float data-[state=delayed-open]:animate-appear"
        >
          {words}
          {keys && <Keys keys={keys} inverse />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Once, around the whole screen. */
export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={450} skipDelayDuration={200}>
    {children}
  </Radix.Provider>
)

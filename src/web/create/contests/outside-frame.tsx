import type { ReactNode } from 'react'
import { OutsideFoot } from '../../shell/outside-foot.tsx'

/** A page for somebody without an account, in their language. */
export const OutsideFrame = ({ children }: { children: ReactNode }) => (
  <main className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-4 px-4 py-5 md:py-8">
    {children}
    <OutsideFoot />
  </main>
)

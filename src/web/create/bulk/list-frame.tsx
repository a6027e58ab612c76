import type { ReactNode } from 'react'

/** A list with its verbs above. */
export const ListFrame = ({ actions, children }: { actions?: ReactNode; children: ReactNode }) => (
  <div className="flex flex-col gap-4">
    {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    {children}
  </div>
)

export const rowsLook =
  'flex flex-col divide-y divide-line rounded-lg border border-line bg-surface shadow-card'
export const rowLook = 'relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover'
export const linkLook = "truncate font-medium after:absolute after:inset-0 after:content-['']"

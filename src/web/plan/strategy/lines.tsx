import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, IconButton } from '../../kit/button.tsx'

type Props<L> = {
  legend: string
  lines: readonly L[]
  /** A line in which nothing stands yet. */
  empty: L
  most: number
  add: string
  remove: (line: L) => string
  onChange: (lines: L[]) => void
  children: (line: L, place: number, change: (part: Partial<L>) => void) => ReactNode
}

/** Lines of a few fields each, added and taken out one by one. */
export function Lines<L>({ legend, lines, empty, most, add, remove, onChange, children }: Props<L>) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name while they are typed
        <div key={place} className="flex items-start gap-1.5">
          <div className="flex min-w-0 flex-1 flex-wrap gap-2">
            {children(line, place, (part) =>
              onChange(lines.map((one, at) => (at === place ? { ...one, ...part } : one))),
            )}
          </div>
          <IconButton
            icon={X}
            label={remove(line)}
            onClick={() => onChange(lines.filter((_, at) => at !== place))}
          />
        </div>
      ))}
      {lines.length < most && (
        <Button className="self-start" icon={Plus} onClick={() => onChange([...lines, empty])}>
          {add}
        </Button>
      )}
    </fieldset>
  )
}

import { Alert } from '../../kit/alert.tsx'

type Props = {
  title: string
  /** What is wrong, line by line. */
  lines: readonly string[]
  /** Says how many more there are. */
  sayMore?: (count: number) => string
}

/** So many are told at once; who has mended these looks again. */
const shown = 50

export const TableFaults = ({ title, lines, sayMore }: Props) => (
  <Alert tone="bad" title={title}>
    <ul className="mt-1 flex max-h-60 flex-col gap-1 overflow-y-auto">
      {lines.slice(0, shown).map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be wrong twice
        <li key={place} className="break-words">
          {line}
        </li>
      ))}
      {sayMore && lines.length > shown && <li>{sayMore(lines.length - shown)}</li>}
    </ul>
  </Alert>
)

import { FittingLines } from '../media/fitting-lines.tsx'
import { useComposing } from './composer-context.ts'
import type { IdeaPart } from './writing.ts'

/** What becomes of a picture of the post on its way. */
export function FitLines({ use }: { use: IdeaPart['media'][number] }) {
  const { readers } = useComposing()
  if (use.kind !== 'image') return null
  const told = readers.flatMap(({ name, rules }) => {
    const rule = rules.media.images
    const fitting = rule && fittingOf(use, rule)
    return fitting ? [{ name, how: say(fitting) }] : []
  })
  const groups = Map.groupBy(told, ({ how }) => how)
  return <ToldLines groups={groups} />
}

/** By how: whose form it is. */
export const ToldLines = ({ groups }: { groups: ReadonlyMap<string, readonly { name: string }[]> }) =>
  groups.size === 0 ? null : (
    <ul className="flex flex-col gap-1">
      {[...groups].map(([how, channels]) => (
        <li key={how} className="flex items-start gap-1.5 text-sm text-muted">
          <Minimize2 aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
          <span>
            {channels.map(({ name }) => name).join(', ')}: {how}
          </span>
        </li>
      ))}
    </ul>
  return (
    <FittingLines
      picture={use}
      readers={readers.map(({ name, rules }) => ({ name, rule: rules.media.images }))}
    />
  )

function useSayFitting(): (fitting: Fitting) => string {
  const t = useWords('composer')
  const formats = useFormats()
  return ({ types, size, maxBytes, still }) =>
    [
      types &&
        t('fit.types', { types: types.map((type) => type.replace('image/', '').toUpperCase()).join(' / ') }),
      size && t('fit.size', { width: formats.number(size.width), height: formats.number(size.height) }),
      maxBytes !== null && t('fit.bytes', { bytes: formats.bytes(maxBytes) }),
      still && t('fit.still'),
    ]
      .filter(Boolean)
      .join(', ')
}

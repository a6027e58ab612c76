import { Ban, Minimize2, Scissors } from 'lucide-react'
import { type Fitting, fittingOf, type Size, shapeOf } from '../../../networks/kit/fit.ts'
import type { ImageRule } from '../../../networks/kit/manifest.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

type Reader = { name: string; rule: ImageRule | null }
const looks = {
  refused: { icon: Ban, text: 'text-bad' },
  cut: { icon: Scissors, text: 'text-warn' },
  made: { icon: Minimize2, text: 'text-muted' },
}

/** What becomes of a picture on its way to channels, once for all where it is the same. The server does it by itself; it crops nothing. */
export function FittingLines({ picture, readers }: { picture: Size; readers: readonly Reader[] }) {
  const say = useSayFitting()
  const sayShape = useWords('composer')
  const told = readers.flatMap(({ name, rule }) => {
    const fitting = rule && fittingOf(picture, rule)
    const shape = rule && shapeOf(picture, rule)
    return [
      ...(shape ? [{ name, look: shape, how: sayShape(`fit.${shape}`) }] : []),
      ...(fitting && shape !== 'refused' ? [{ name, look: 'made' as const, how: say(fitting) }] : []),
    ]
  })
  const groups = Map.groupBy(told, ({ how }) => how)
  if (groups.size === 0) return null
  return (
    <ul className="flex flex-col gap-1">
      {[...groups].map(([how, channels]) => {
        const { icon: Icon, text } = looks[channels[0]?.look ?? 'made']
        return (
          <li key={how} className={cx('flex items-start gap-1.5 text-sm', text)}>
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 opacity-80" />
            <span>
              {channels.map(({ name }) => name).join(', ')}: {how}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

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

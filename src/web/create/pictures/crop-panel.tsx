import { Ban, Check, Scissors } from 'lucide-react'
import type { ReactNode } from 'react'
import { mostSide, type Recipe } from '../../../modules/create/pictures/contract.ts'
import { madeSize, type Size } from '../../../modules/create/pictures/plain/geometry.ts'
import { shapeOf } from '../../../networks/kit/fit.ts'
import { cx } from '../../kit/class.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { useShapes } from './use-shapes.ts'

type Props = {
  recipe: Recipe
  ratio: number | null
  /** Of the picture as it is turned. */
  size: Size
  onShape: (ratio: number | null) => void
  /** What makes it straight. */
  children: ReactNode
}

/** Shapes to crop to, with the networks that show each well, and what the channels say of what comes out. */
export function CropPanel({ recipe, ratio, size, onShape, children }: Props) {
  const t = useWords('pictures')
  const { shapes, takers } = useShapes()
  const own = size.width / size.height
  const choices = [
    { key: 'free', label: t('crop.free'), ratio: null, faces: [] },
    { key: 'own', label: t('crop.own'), ratio: own, faces: [] },
    ...shapes.map((shape) => ({ ...shape, label: shape.key })),
  ]
  return (
    <section aria-label={t('panel.crop')} className="flex flex-col gap-4">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="mb-2 font-medium">{t('crop.shape')}</legend>
        {choices.map((one) => {
          const on =
            one.ratio === null ? ratio === null : ratio !== null && Math.abs(ratio - one.ratio) < 0.001
          return (
            <button
              key={one.key}
              type="button"
              aria-pressed={on}
              onClick={() => onShape(one.ratio)}
              className={cx(
                'inline-flex min-h-control items-center gap-2 rounded-md border px-3 text-sm font-medium',
                on ? 'border-accent-solid bg-accent-soft text-accent' : 'border-line-strong hover:bg-hover',
              )}
            >
              {one.ratio !== null && <Outline ratio={one.ratio} />}
              {one.label}
              {one.faces.map((face) => (
                <NetworkMark key={face.id} network={face} size="small" />
              ))}
            </button>
          )
        })}
      </fieldset>
      {children}
      <p id="crop-keys" className="text-sm text-muted">
        {t('crop.keys')}
      </p>
      <Says recipe={recipe} takers={takers} />
    </section>
  )
}

const Outline = ({ ratio }: { ratio: number }) => {
  const scale = 14 / Math.max(ratio, 1)
  return (
    <span
      aria-hidden
      className="rounded-[2px] border border-current"
      style={{ width: ratio * scale, height: scale }}
    />
  )
}

/** What each channel makes of the shape. */
function Says({ recipe, takers }: { recipe: Recipe; takers: ReturnType<typeof useShapes>['takers'] }) {
  const t = useWords('pictures')
  const made = madeSize(recipe, mostSide)
  if (takers.length === 0) return null
  return (
    <ul aria-label={t('crop.channels')} className="flex flex-col gap-1.5 text-sm">
      {takers.map(({ id, name, face, rule }) => {
        const found = shapeOf(made, rule)
        const Icon = found === 'refused' ? Ban : found === 'cut' ? Scissors : Check
        return (
          <li key={id} className="flex items-center gap-2">
            <NetworkMark network={face} size="small" />
            <span className="min-w-0 truncate">{name}</span>
            <span
              className={cx(
                'ml-auto inline-flex shrink-0 items-center gap-1',
                found === 'refused' ? 'text-bad' : found === 'cut' ? 'text-warn' : 'text-muted',
              )}
            >
              <Icon aria-hidden className="size-4" />
              {t(`crop.says.${found ?? 'taken'}`)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

import { Link } from '@tanstack/react-router'
import { ImagePlus, Stamp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type Logo, mostLogos, type Recipe } from '../../../modules/create/pictures/contract.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { MediaPicker } from '../media/media-picker.tsx'
import { showUrl } from '../media/media-url.ts'
import { PlaceField } from './place-field.tsx'
import type { Change, Picked } from './pointing.ts'
import { Slider } from './slider.tsx'
import { useBrand } from './use-edit.ts'

type Props = {
  recipe: Recipe
  picked: Picked | null
  onPick: (picked: Picked | null) => void
  change: Change
}

/** Logos of the brand, or any picture of the library, laid on the picture. */
export function LogoPanel({ recipe, picked, onPick, change }: Props) {
  const t = useWords('pictures')
  const brand = useBrand().data
  const [choosing, setChoosing] = useState(false)
  const index = picked?.kind === 'logos' ? picked.index : recipe.logos.length - 1
  const logo = recipe.logos[index]
  const add = (mediaId: string) => {
    const fresh: Logo = { mediaId, width: 0.2, x: 0.86, y: 0.88, opacity: 1 }
    change((now) => ({ ...now, logos: [...now.logos, fresh] }))
    onPick({ kind: 'logos', index: recipe.logos.length })
  }
  const full = recipe.logos.length >= mostLogos
  return (
    <section aria-label={t('panel.logo')} className="flex flex-col gap-4">
      {brand && brand.logos.length === 0 && (
        <EmptyState
          small
          icon={Stamp}
          title={t('logo.none')}
          action={
            <Link to="/brand" className="font-semibold text-accent hover:underline">
              {t('logo.toBrand')}
            </Link>
          }
        />
      )}
      <ul aria-label={t('logo.ofBrand')} className="flex flex-wrap gap-2">
        {brand?.logos.map((one) => (
          <li key={one.mediaId}>
            <button
              type="button"
              disabled={full}
              onClick={() => add(one.mediaId)}
              aria-label={t('logo.lay', { name: one.name })}
              title={one.name}
              className="flex size-20 items-center justify-center rounded-md border border-line-strong bg-sunken p-2 hover:border-edge disabled:opacity-50"
            >
              <img
                src={showUrl({ id: one.mediaId, kind: 'image', mime: one.mime }, 160)}
                alt=""
                className="max-h-full max-w-full object-contain"
              />
            </button>
          </li>
        ))}
      </ul>
      <Button icon={ImagePlus} disabled={full} onClick={() => setChoosing(true)}>
        {t('logo.other')}
      </Button>
      {logo && <LogoFields {...{ logo, index, change, onPick }} count={recipe.logos.length} />}
      {choosing && (
        <MediaPicker
          onClose={() => setChoosing(false)}
          onPicked={(media) => {
            const still = media.find((one) => one.kind === 'image' && !one.animated)
            if (still) add(still.id)
          }}
        />
      )}
    </section>
  )
}

type FieldsProps = Pick<Props, 'change' | 'onPick'> & { logo: Logo; index: number; count: number }

function LogoFields({ logo, index, count, change, onPick }: FieldsProps) {
  const t = useWords('pictures')
  const formats = useFormats()
  const set = (field: string, next: Partial<Logo>) =>
    change(
      (now) => ({
        ...now,
        logos: now.logos.map((one, place) => (place === index ? { ...one, ...next } : one)),
      }),
      `logos.${index}.${field}`,
    )
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-4">
      {count > 1 && (
        <span className="flex gap-1.5">
          {Array.from({ length: count }, (_, place) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place alone
              key={place}
              type="button"
              aria-pressed={place === index}
              aria-label={t('logo.layer', { number: place + 1 })}
              onClick={() => onPick({ kind: 'logos', index: place })}
              className={cx(
                'size-8 rounded-md border text-sm figures touch:size-11',
                place === index ? 'border-accent-solid bg-accent-soft text-accent' : 'border-line-strong',
              )}
            >
              {formats.number(place + 1)}
            </button>
          ))}
        </span>
      )}
      <Slider
        label={t('logo.width')}
        {...{ value: logo.width, least: 0.02, most: 1, step: 0.01 }}
        words={formats.percent(logo.width)}
        onChange={(width) => set('width', { width })}
      />
      <Slider
        label={t('logo.opacity')}
        {...{ value: logo.opacity, least: 0.1, most: 1, step: 0.05 }}
        words={formats.percent(logo.opacity)}
        onChange={(opacity) => set('opacity', { opacity })}
      />
      <PlaceField
        value={logo}
        inset={{ x: logo.width / 2, y: 0.08 }}
        onChange={({ x, y }) => set('place', { x, y })}
      />
      <Button
        look="quiet"
        icon={Trash2}
        onClick={() => {
          change((now) => ({ ...now, logos: now.logos.filter((_, place) => place !== index) }))
          onPick(null)
        }}
      >
        {t('logo.remove')}
      </Button>
    </div>
  )
}

import type { Media } from '../../../modules/create/media/contract.ts'
import { fits, shapeOf } from '../../../networks/kit/fit.ts'
import { useWords } from '../../kit/words.ts'
import { useShapes } from '../pictures/use-shapes.ts'
import { FittingLines } from './fitting-lines.tsx'

/** How a picture goes out on each channel of the workspace. */
export function NetworkLines({ media }: { media: Media }) {
  const t = useWords('media')
  const { takers } = useShapes()
  if (takers.length === 0) return null
  const asIs = takers.filter(({ rule }) => fits(media, rule) && shapeOf(media, rule) === null)
  return (
    <section aria-label={t('onChannels')} className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">{t('onChannels')}</h3>
      <FittingLines picture={media} readers={takers} />
      {asIs.length > 0 && (
        <p className="text-sm text-muted">
          {t('asItIs', { channels: asIs.map(({ name }) => name).join(', ') })}
        </p>
      )}
    </section>
  )
}

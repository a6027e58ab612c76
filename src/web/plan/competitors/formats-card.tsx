import type { Numbers } from '../../../modules/plan/competitors/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

/** What their posts show, as shares of all. */
export function FormatsCard({ numbers: { formats: shares } }: { numbers: Numbers }) {
  const t = useWords('competitors')
  const formats = useFormats()
  return (
    <Card title={t('formatsTitle')} help={t('formatsHelp')}>
      {shares.length === 0 && <p className="text-base text-muted">{t('noPosts')}</p>}
      <ul className="flex flex-col gap-2.5">
        {shares.map(({ format, posts, share }) => (
          <li key={format}>
            <span className="flex justify-between gap-3 text-sm">
              <span>{t(`formats.${format}`)}</span>
              <span className="figures text-muted">
                {formats.percent(share, 0)} · {t('postCount', { count: posts })}
              </span>
            </span>
            <span aria-hidden className="mt-1 block h-2 overflow-hidden rounded-full bg-quiet-soft">
              <span className="block h-full bg-(--series-1)" style={{ width: `${share * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

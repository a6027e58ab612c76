import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Series, TurnList } from '../../../modules/create/series/contract.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useFormats } from '../../kit/format.ts'
import { NativeSelect } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'

type Props = { series: Series; from: string | null; onChange: (from: string | null) => void }

/** Whether a change is of all that is to come, or of one time and what follows. */
export function FromField({ series, from, onChange }: Props) {
  const t = useWords('bulk')
  const formats = useFormats()
  const window = useMemo(() => {
    const now = Date.now()
    return { from: new Date(now).toISOString(), to: new Date(now + 120 * 86_400_000).toISOString() }
  }, [])
  const { data } = useQuery(
    ask({ topic: 'series', path: path`/series/${series.id}/turns`, query: window, schema: TurnList }),
  )
  const times = (data?.items ?? []).filter(
    ({ civil, state }) => state !== 'skipped' && civil > series.startsAt,
  )
  return (
    <NativeSelect
      aria-label={t('series.saveFrom')}
      className="max-w-64"
      value={from ?? ''}
      onChange={({ target }) => onChange(target.value || null)}
    >
      <option value="">{t('series.fromAll')}</option>
      {times.map(({ civil, at, zone }) => (
        <option key={civil} value={civil}>
          {`${t('series.saveFrom')}: ${formats.moment(at, zone)}`}
        </option>
      ))}
    </NativeSelect>
  )
}

import { Link } from '@tanstack/react-router'
import { Hourglass } from 'lucide-react'
import type { Ending } from '../../modules/create/ending/contract.ts'
import { Button } from '../kit/button.tsx'
import { sayDay } from '../kit/days.ts'
import { useFormats } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'

/** Pictures and films that may soon be shown no more, in one row: what is urgent first, the rest is in the library. */
export default function EndingRows({ items }: { items: Ending['items'] }) {
  const t = useWords('today')
  const { locale } = useFormats()
  const [first] = items
  if (!first) return null
  const posts = items.reduce((sum, one) => sum + one.posts, 0)
  const urgent = posts > 0 || items.some(({ days }) => days !== null && days <= 7)
  const day = first.usableUntil && sayDay(first.usableUntil, locale, { day: 'numeric', month: 'long' })
  const facts = [
    posts > 0 && t('needs.mediaPosts', { count: posts }),
    day && t('needs.mediaUntil', { name: first.fileName, day }),
  ]
  const to = '/media'
  const search =
    items.length === 1
      ? { open: first.id }
      : first.why === 'ending'
        ? { rights: 'ending' }
        : { rights: first.why }
  return (
    <NeedRow
      icon={Hourglass}
      tone={urgent ? 'warn' : 'info'}
      to={to}
      title={t('needs.mediaEnding', { count: items.length })}
      facts={facts.filter(Boolean).join(' · ')}
      actions={
        <Button asChild size="small">
          <Link to={to} search={search as never}>
            {t('needs.mediaLook')}
          </Link>
        </Button>
      }
    />
  )
}

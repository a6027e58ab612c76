import { Link } from '@tanstack/react-router'
import { Hand } from 'lucide-react'
import type { Delivery } from '../../modules/publish/deliveries/contract.ts'
import { useMe } from '../api/me.ts'
import { Button } from '../kit/button.tsx'
import { useFormats } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'

/** Something that a person puts there: whose it is, and how late. */
export default function HandRow({ delivery }: { delivery: Delivery }) {
  const t = useWords('today')
  const formats = useFormats()
  const me = useMe()
  const { id, dueAt, handed, channel, text } = delivery
  const late = Date.parse(dueAt) < Date.now()
  const whose = handed?.by
    ? handed.by.id === me.id
      ? t('needs.handedYours')
      : t('needs.handedTo', { name: handed.by.name })
    : null
  return (
    <NeedRow
      icon={Hand}
      tone={late ? 'warn' : 'accent'}
      to={`/hand/${id}`}
      title={t('needs.handed', { channel: channel.name })}
      facts={
        <span className="flex flex-wrap gap-x-1.5">
          <time dateTime={dueAt} title={formats.moment(dueAt)}>
            {t('needs.due', { when: formats.relative(dueAt) })}
          </time>
          {whose && <span>· {whose}</span>}
        </span>
      }
      actions={
        <Button asChild size="small">
          <Link to={`/hand/${id}`}>{t('needs.handedOpen')}</Link>
        </Button>
      }
    >
      {text || t('needs.noText')}
    </NeedRow>
  )
}

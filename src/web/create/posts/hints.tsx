import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check } from '../../../modules/create/posts/contract.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { AdviceLines, LeftAsIs } from './advice-list.tsx'
import { useComposing } from './composer-context.ts'
import { FoundLine } from './found-list.tsx'
import { useAdvice } from './use-advice.ts'

/** To which the action bar leads. */
export const hintsId = 'before-it-goes-out'

/** Pictures that may not be shown any more, each once: only the server knows, and it keeps the post from going out. */
const barredIn = (notes: Check['notes']): Check['notes'] => [
  ...new Map(
    notes
      .filter(({ code }) => code === 'media_ended' || code === 'media_withdrawn')
      .map((note) => [`${note.code}${note.facts.file}`, note]),
  ).values(),
]

const over: readonly string[] = ['published', 'cancelled']

/** What a careful person would want to know before it goes out. */
export function Hints() {
  const t = useWords('composer')
  const { post, chosen, desk } = useComposing()
  const { open, left, leave, takeUp } = useAdvice()
  const check = useQuery({
    ...ask({ topic: 'posts', path: path`/posts/${post?.id ?? ''}/check`, schema: Check, fresh: 0 }),
    enabled: post !== null && post.stage !== 'scheduled' && chosen.length > 0,
  })
  const alike = check.data?.alike ?? []
  const barred = barredIn(check.data?.notes ?? [])
  const paused = chosen.filter((channel) => channel.state !== 'active')
  const behind = (post?.deliveries ?? []).filter((one) => one.behind && !over.includes(one.state))
  if (open.length + left.length + alike.length + paused.length + barred.length + behind.length === 0)
    return null
  return (
    <div id={hintsId}>
      <Card title={t('hints')}>
        <ul className="flex flex-col gap-2">
          {barred.map(({ code, facts }) => (
            <FoundLine key={`${code}${facts.file}`} level="error">
              {t(code === 'media_ended' ? 'check.media_ended' : 'check.media_withdrawn', facts)}
            </FoundLine>
          ))}
          {behind.map((one) => (
            <FoundLine
              key={one.id}
              level="hint"
              action={
                <Link
                  to={`/deliveries/${one.id}` as never}
                  className="font-semibold text-accent hover:underline"
                >
                  {t('hint.look')}
                </Link>
              }
            >
              {t('hint.behind', { channel: desk.get(one.channelId)?.name ?? '' })}
            </FoundLine>
          ))}
          {paused.map((channel) => (
            <FoundLine key={channel.id} level="hint">
              {t(channel.state === 'paused' ? 'hint.paused' : 'hint.reconnect', { channel: channel.name })}
            </FoundLine>
          ))}
          {alike.map((one) => (
            <Alike key={`${one.postId}${one.channelId}`} {...one} />
          ))}
          <AdviceLines open={open} leave={leave} />
        </ul>
        <LeftAsIs left={left} takeUp={takeUp} />
      </Card>
    </div>
  )
}

function Alike({ postId, channelId, at, text, likeness, kind }: Check['alike'][number]) {
  const t = useWords('composer')
  const formats = useFormats()
  const { desk } = useComposing()
  const channel = desk.get(channelId)
  return (
    <FoundLine
      level="hint"
      action={
        <Link to={`/posts/${postId}` as never} className="font-semibold text-accent hover:underline">
          {t('hint.look')}
        </Link>
      }
    >
      {t(kind === 'same' ? 'hint.same' : 'hint.near', {
        channel: channel?.name ?? '',
        when: formats.moment(at, channel?.timeZone),
        share: formats.percent(likeness, 0),
      })}{' '}
      <q className="text-faint">{text.slice(0, 80)}</q>
    </FoundLine>
  )
}

import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Compliance, type Judged, PostCompliance } from '../../../modules/create/compliance/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from '../posts/composer-context.ts'
import { FoundLine } from '../posts/found-list.tsx'
import { changePart, isTailored } from '../posts/tailor.ts'
import { rulesId } from '../posts/use-send.ts'
import { contentOf } from '../posts/writing.ts'
import { FindingSource, FindingWords } from './finding-words.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import type { Told } from './use-findings.ts'

type Props = {
  known: Compliance | undefined
  items: readonly Told[]
  /** What is shown is what the server has, so that it can be let pass. */
  isSaved: boolean
  version: number
  postId: string | null
}

const press = 'min-h-6 text-left font-semibold text-accent hover:underline touch:-my-2.5 touch:min-h-11'

/** What the rules say, errors first: once for all channels of which it is said. */
export function FindingsCard({ known, items, isSaved, version, postId }: Props) {
  const t = useWords('compliance')
  const may = useMay()
  const { writing } = useComposing()
  const nobodySaid =
    known?.settings.version === 0 && (items.length > 0 || (writing.connection?.kind ?? 'none') !== 'none')
  if (items.length === 0 && !nobodySaid) return null
  const groups = [
    ...Map.groupBy(items, (one) => JSON.stringify([one.rule, one.facts, one.override])).values(),
  ].sort(([a], [b]) => rank(a) - rank(b))
  return (
    <div id={rulesId}>
      <Card title={t('found.title')}>
        <div className="flex flex-col gap-3">
          {nobodySaid && (
            <Alert
              tone="info"
              action={
                may('workspace.manage') && (
                  <Link
                    to={'/compliance' as never}
                    className="inline-block py-1 font-semibold text-accent hover:underline"
                  >
                    {t('sayWhere')}
                  </Link>
                )
              }
            >
              {t('nobodySaid')}
            </Alert>
          )}
          <ul className="flex flex-col gap-3">
            {groups.map((group) => (
              <Line
                key={JSON.stringify([group[0]?.rule, group[0]?.facts])}
                group={group}
                postId={isSaved ? postId : null}
                version={version}
              />
            ))}
          </ul>
        </div>
      </Card>
    </div>
  )
}

const rank = (one: Told | undefined): number => (one?.override ? 2 : one?.level === 'error' ? 0 : 1)

function Line({
  group,
  postId,
  version,
}: {
  group: readonly Told[]
  postId: string | null
  version: number
}) {
  const t = useWords('compliance')
  const { desk, chosen } = useComposing()
  const mayOn = useMayOn()
  const mend = useMend()
  const pass = usePass(postId, version)
  const [asking, setAsking] = useState(false)
  const [first] = group
  if (!first) return null
  const ids = group.map(({ channelId }) => channelId)
  const passed = first.override
  const mayPass = postId !== null && first.level === 'error' && mayOn('post.approve', ids)
  return (
    <FoundLine
      level={first.level === 'error' && !passed ? 'error' : 'hint'}
      mark={
        chosen.length > 1 &&
        ids.map((id) => {
          const channel = desk.get(id)
          return channel && <NetworkMark key={id} network={channel.face} size="small" />
        })
      }
      action={
        <>
          {first.mend && !passed && (
            <button type="button" className={press} onClick={() => mend(group)}>
              {t('mend', { words: first.mend.before.trim() })}
            </button>
          )}
          {mayPass && !passed && (
            <button type="button" className={press} onClick={() => setAsking(true)}>
              {t('pass.do')}
            </button>
          )}
          {mayPass && passed && (
            <button type="button" className={press} onClick={() => pass(group, null)}>
              {t('pass.back')}
            </button>
          )}
        </>
      }
    >
      {!passed && <strong className="font-semibold">{t(`found.${first.level}`)}: </strong>}
      <FindingWords finding={first} /> {passed && <Passed override={passed} />}{' '}
      <FindingSource finding={first} />
      {asking && (
        <ReasonDialog
          title={t('pass.title')}
          help={t('pass.help')}
          label={t('pass.reason')}
          sure={t('pass.sure')}
          onClose={() => setAsking(false)}
          onSure={(reason) => {
            setAsking(false)
            pass(group, reason)
          }}
        />
      )}
    </FoundLine>
  )
}

export function Passed({ override: { by, at, reason } }: { override: NonNullable<Judged['override']> }) {
  const t = useWords('compliance')
  const formats = useFormats()
  const when = formats.moment(at)
  return <span>{by ? t('pass.by', { name: by, when, reason }) : t('pass.nobody', { when, reason })}</span>
}

/** Puts the label before the text, where it is missing or hidden: in the idea, or in the words of a channel. */
function useMend() {
  const t = useWords('compliance')
  const { writing, change } = useComposing()
  return (group: readonly Told[]) => {
    const before = writing
    const words = group[0]?.mend?.before ?? ''
    const own = group.map(({ channelId }) => channelId).filter((id) => isTailored(writing, id))
    const targets = [...(own.length < group.length ? [null] : []), ...own]
    change((now) =>
      targets.reduce((made, target) => {
        const text = contentOf(made, target).parts[0]?.text ?? ''
        return text.startsWith(words) ? made : changePart(made, target, 0, { text: words + text })
      }, now),
    )
    toast(t('mended'), { undo: () => change(() => before) })
  }
}

/** Lets it pass on every channel of the group, or takes that back. */
function usePass(postId: string | null, version: number) {
  const t = useWords('compliance')
  const put = async (group: readonly Told[], reason: string | null) => {
    for (const { rule, channelId } of group)
      await api.put(path`/posts/${postId ?? ''}/compliance`, {
        body: { rule, channelId, version, reason },
        schema: PostCompliance,
      })
  }
  const write = useWrite(
    ({ group, reason }: { group: readonly Told[]; reason: string | null }) => put(group, reason),
    {
      touches: ['posts'],
    },
  )
  return (group: readonly Told[], reason: string | null) =>
    write.mutate(
      { group, reason },
      {
        onSuccess: () => {
          if (reason !== null) toast(t('pass.done'), { undo: () => write.mutate({ group, reason: null }) })
        },
      },
    )
}

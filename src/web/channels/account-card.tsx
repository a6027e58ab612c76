import { Ellipsis, ExternalLink, LogIn, Pause, Play, RefreshCw, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type ChannelDetail, ChannelDetail as Contract } from '../../modules/channels/accounts/contract.ts'
import { useMayOn } from '../api/channels.ts'
import { api, path } from '../api/client.ts'
import { useNetworkWords } from '../api/network-words.ts'
import { useWrite } from '../api/query.ts'
import { Alert } from '../kit/alert.tsx'
import { Avatar } from '../kit/avatar.tsx'
import { StateBadge } from '../kit/badge.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { useFormats } from '../kit/format.ts'
import { Menu, MenuItem, MenuLine } from '../kit/menu.tsx'
import { Card } from '../kit/page.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'
import { useHealthWords } from './health.tsx'
import { JoinDialog } from './join-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import type { Network } from './use-networks.ts'

type Props = { channel: ChannelDetail; network: Network | undefined }

/** Who the account is, how it is, and what can be done with it. */
export function AccountCard({ channel, network }: Props) {
  const t = useWords('channels')
  const health = useHealthWords()
  const mayManage = useMayOn()('channel.manage', [channel.id])
  const [shown, setShown] = useState<'again' | 'remove' | null>(null)
  const actions = useChannelActions(channel)
  const close = () => setShown(null)
  const face = network ?? { id: channel.network, name: channel.network, colour: '#6b7577' }
  const needsSignIn =
    channel.state !== 'removed' && ['reconnect', 'ended', 'ends_soon'].includes(channel.health.code)
  return (
    <Card>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 pt-1">
        <Avatar name={channel.name} src={channel.avatarUrl} size="large" network={face} />
        <div className="min-w-0 flex-1 basis-48">
          <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold">
            <span className="min-w-0 break-words">{channel.name}</span>
            <StateBadge state={channel.state} />
          </h2>
          {channel.profileUrl ? (
            <a
              href={channel.profileUrl}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-6 max-w-full items-center gap-1 text-muted hover:text-text touch:min-h-11"
            >
              <span className="min-w-0 truncate">{channel.handle}</span>
              <ExternalLink aria-hidden className="size-3.5 shrink-0" />
            </a>
          ) : (
            channel.handle !== channel.name && <p className="text-muted">{channel.handle}</p>
          )}
        </div>
        {mayManage && channel.state !== 'removed' && (
          <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
            <MenuItem icon={RefreshCw} onSelect={actions.check}>
              {t('check')}
            </MenuItem>
            <MenuItem icon={LogIn} onSelect={() => setShown('again')}>
              {t('again')}
            </MenuItem>
            <MenuItem icon={channel.state === 'paused' ? Play : Pause} onSelect={actions.toggle}>
              {channel.state === 'paused' ? t('resume') : t('pause')}
            </MenuItem>
            <MenuLine />
            <MenuItem icon={Trash2} danger onSelect={() => setShown('remove')}>
              {t('remove.action')}
            </MenuItem>
          </Menu>
        )}
      </div>
      {channel.health.level !== 'good' && (
        <Alert
          tone={channel.health.level === 'notice' ? 'warn' : 'bad'}
          className="mt-4"
          action={mayManage && nextStep(channel, needsSignIn, actions, () => setShown('again'), t)}
        >
          {health(channel.health)}
        </Alert>
      )}
      <Facts channel={channel} network={network} />
      {shown === 'again' && (
        <JoinDialog
          chosen={channel.network}
          again={channel}
          onChoose={close}
          onClose={close}
          onJoined={() => {
            close()
            toast(t('join.againDone'))
          }}
        />
      )}
      {shown === 'remove' && <RemoveDialog channel={channel} onClose={close} />}
    </Card>
  )
}

type Actions = ReturnType<typeof useChannelActions>
type Words = ReturnType<typeof useWords<'channels'>>

/** The one thing that mends what is wrong. */
function nextStep(
  channel: ChannelDetail,
  needsSignIn: boolean,
  actions: Actions,
  onAgain: () => void,
  t: Words,
): ReactNode {
  if (needsSignIn)
    return (
      <Button look="primary" icon={LogIn} onClick={onAgain}>
        {t('again')}
      </Button>
    )
  if (channel.state === 'paused')
    return (
      <Button icon={Play} busy={actions.busy} onClick={actions.toggle}>
        {t('resume')}
      </Button>
    )
  return null
}

function useChannelActions({ id, state, name }: ChannelDetail) {
  const t = useWords('channels')
  const touches = ['channels'] as const
  const set = useWrite(
    (verb: 'pause' | 'resume') => api.post(path`/channels/${id}/${verb}`, { schema: Contract }),
    {
      touches,
      onSuccess: (_, verb) =>
        toast(verb === 'pause' ? t('paused', { name }) : t('resumed', { name }), {
          undo: () => set.mutate(verb === 'pause' ? 'resume' : 'pause'),
        }),
    },
  )
  const check = useWrite(() => api.post(path`/channels/${id}/check`, { schema: Contract }), {
    touches,
    onSuccess: () => toast(t('checking')),
  })
  return {
    busy: set.isPending,
    toggle: () => set.mutate(state === 'paused' ? 'resume' : 'pause'),
    check: () => check.mutate(undefined),
  }
}

function Facts({ channel, network }: Props) {
  const t = useWords('channels')
  const say = useNetworkWords()
  const formats = useFormats()
  const moment = (at: string | null, none: string) => (at ? formats.moment(at) : none)
  const rows: [string, ReactNode][] = [
    [t('facts.network'), network ? say(network.id, network.name, 'name') : channel.network],
    ...(channel.server
      ? [[t('facts.server'), URL.parse(channel.server)?.host ?? channel.server] satisfies [string, ReactNode]]
      : []),
    [t('facts.queued'), formats.number(channel.queued)],
    [t('facts.checked'), moment(channel.checkedAt, t('facts.never'))],
    [t('facts.signIn'), moment(channel.signInEndsAt, t('facts.noEnd'))],
    [t('facts.joined'), formats.day(channel.createdAt)],
    ...(network
      ? [
          [t('facts.once'), say(network.id, network.guaranteeWords, 'guarantee')] satisfies [
            string,
            ReactNode,
          ],
        ]
      : []),
  ]
  return (
    <dl className="mt-4 grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-5 gap-y-1.5 text-sm md:grid-cols-[auto_1fr]">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Megaphone, Plus } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { ChannelList } from '../../modules/channels/accounts/contract.ts'
import { useMay } from '../api/me.ts'
import { ask } from '../api/query.ts'
import { useProblemWords } from '../api/words.ts'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { Card, Page as Frame, ListDetail } from '../kit/page.tsx'
import { useGo } from '../kit/route.ts'
import { Switch } from '../kit/switch.tsx'
import { useWords } from '../kit/words.ts'
import { ChannelDetail } from './channel-detail.tsx'
import { ChannelRow } from './channel-row.tsx'
import { JoinDialog } from './join-dialog.tsx'
import { channelPage, channelsPage } from './routes.tsx'
import { SaidThere } from './said-there.tsx'
import { useBack } from './use-back.ts'
import { type Network, useNetworks } from './use-networks.ts'

const grey = '#6b7577'

/** The channels of the workspace, one of them beside the list, and the way to join more. */
export function Page() {
  const t = useWords('channels')
  const words = useProblemWords()
  const may = useMay()
  const { channelId } = channelPage.useParams()
  const { join, joining, removed } = channelsPage.useSearch()
  const setSearch = channelsPage.useSetSearch()
  const list = useChannelList(removed === true)
  const networks = useNetworks()
  const dialog = useJoining(joining)
  const faces = useMemo(() => new Map(networks.items?.map((one) => [one.id, one])), [networks.items])
  const items = list.data?.items ?? []
  const empty = list.isSuccess && items.length === 0 && !removed
  const add = may('channel.manage') && (
    <Button look="primary" icon={Plus} onClick={() => setSearch({ join: 'new' })}>
      {t('join.title')}
    </Button>
  )
  const besides = (
    <>
      {may('team.read') && (
        <Button asChild>
          <Link to="/channels/status">{t('status.title')}</Link>
        </Button>
      )}
      {may('channel.manage') && networks.items?.some(({ app }) => app) && (
        <Button asChild>
          <Link to="/channels/apps">{t('apps.title')}</Link>
        </Button>
      )}
    </>
  )
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={
        !empty && (
          <>
            {besides}
            {add}
          </>
        )
      }
    >
      {dialog.failure && (
        <Alert
          tone="bad"
          title={dialog.failure.title}
          className="mb-4"
          action={<Button onClick={dialog.close}>{t('join.close')}</Button>}
        >
          {dialog.failure.words}
          {dialog.failure.said && <SaidThere words={dialog.failure.said} />}
        </Alert>
      )}
      {list.isPending && <SkeletonRows rows={4} />}
      {list.error && <ErrorState words={words(list.error)} onRetry={() => void list.refetch()} />}
      {empty && (
        <EmptyState icon={Megaphone} title={t('emptyTitle')} action={add}>
          {t('emptyWords')}
        </EmptyState>
      )}
      {list.isSuccess && !empty && (
        <ListDetail
          listLabel={t('nav')}
          detailLabel={t('detail')}
          backTo="/channels"
          placeholder={<p className="py-16 text-center text-muted">{t('choose')}</p>}
          detail={channelId ? <ChannelDetail key={channelId} channelId={channelId} networks={faces} /> : null}
          list={
            <>
              <Card flush>
                <ul className="divide-y divide-line">
                  {items.map((channel) => (
                    <ChannelRow
                      key={channel.id}
                      channel={channel}
                      face={faceOf(faces, channel.network)}
                      current={channel.id === channelId}
                    />
                  ))}
                </ul>
              </Card>
              <Switch
                className="mt-4 px-1"
                label={t('showRemoved')}
                checked={removed === true}
                onChange={(on) => setSearch({ removed: on || undefined })}
              />
            </>
          }
        />
      )}
      {(join || dialog.step) && (
        <JoinDialog
          key={dialog.step ? 'back' : 'new'}
          chosen={join ?? 'new'}
          begun={dialog.step ?? undefined}
          onChoose={(network) => setSearch({ join: network })}
          onClose={dialog.close}
          onJoined={dialog.joined}
        />
      )}
    </Frame>
  )
}

const faceOf = (faces: ReadonlyMap<string, Network>, id: string) =>
  faces.get(id) ?? { id, name: id, colour: grey }

const useChannelList = (removed: boolean) =>
  useQuery(
    ask({
      topic: 'channels',
      also: ['deliveries'],
      path: '/channels',
      query: { limit: 200, state: removed ? 'active,paused,reconnect,removed' : 'active,paused,reconnect' },
      schema: ChannelList,
    }),
  )

function useJoining(joining: string | undefined) {
  const go = useGo()
  const setSearch = channelsPage.useSetSearch()
  const [seen, setSeen] = useState<string>()
  const close = useCallback(() => {
    setSeen(joining)
    setSearch({ join: undefined, joining: undefined })
  }, [joining, setSearch])
  const joined = useCallback(
    (ids: string[]) => {
      setSeen(joining)
      go(ids.length === 1 ? `/channels/${ids[0]}` : '/channels')
    },
    [joining, go],
  )
  const back = useBack(joining === seen ? undefined : joining, { onJoined: joined, onDone: close })
  return { ...back, close, joined }
}

import { Database, Download, FileUp, PencilLine, Plus, Undo2 } from 'lucide-react'
import { useState } from 'react'
import {
  type Choice,
  type Figure,
  type FigurePlace,
  isShare,
  placeOf,
} from '../../../modules/plan/choice/contract.ts'
import { withQuery } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { dash, useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { type Column, Table } from '../../kit/table.tsx'
import { useWords } from '../../kit/words.ts'
import { FigureForm } from './figure-form.tsx'
import { FiguresImport } from './figures-import.tsx'
import { useFaces, useGroupWords } from './names.ts'
import { choicePage } from './routes.tsx'
import { SourceLink } from './source-link.tsx'
import { isOver, useFigures, useRestoreFigure, useRestoreGroup } from './use-choice.ts'

const every = 'all'

/** The reference of audiences, figure by figure, and what the workspace knows better. */
export function FiguresView({ choice }: { choice: Choice }) {
  const t = useWords('choice')
  const words = useProblemWords()
  const may = useMay()
  const { id: workspace } = useWorkspace()
  const { network } = choicePage.useSearch()
  const setSearch = choicePage.useSetSearch()
  const known = choice.networks.some((one) => one.network === network) ? network : undefined
  const figures = useFigures(known)
  const [open, setOpen] = useState<Figure | 'new' | null>(null)
  const [bringing, setBringing] = useState(false)
  const manage = may('strategy.manage')
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Field label={t('figures.network')} className="min-w-0 flex-1 basis-52 sm:max-w-72">
          <Select
            value={known ?? every}
            onChange={(next) => setSearch({ network: next === every ? undefined : next })}
            choices={[
              { value: every, label: t('figures.every') },
              ...choice.networks.map((one) => ({ value: one.network, label: one.name })),
            ]}
          />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button
            icon={Download}
            onClick={() =>
              window.location.assign(withQuery('/api/v1/audience-figures/export', { workspace }))
            }
          >
            {t('figures.export')}
          </Button>
          {manage && (
            <>
              <Button icon={FileUp} onClick={() => setBringing(true)}>
                {t('figures.import')}
              </Button>
              <Button icon={Plus} look="primary" onClick={() => setOpen('new')}>
                {t('figures.add')}
              </Button>
            </>
          )}
        </div>
      </div>
      <p className="max-w-3xl text-sm text-muted">{t('figures.help')}</p>
      {figures.isPending && <SkeletonRows rows={10} />}
      {figures.error && <ErrorState words={words(figures.error)} onRetry={() => void figures.refetch()} />}
      {figures.data &&
        choice.networks
          .filter((one) => known === undefined || one.network === known)
          .map((one) => (
            <OfNetwork
              key={one.network}
              choice={choice}
              network={one.network}
              figures={figures.data.items.filter((figure) => figure.network === one.network)}
              onOpen={manage ? setOpen : undefined}
            />
          ))}
      {open && (
        <FigureForm
          choice={choice}
          figure={open === 'new' ? null : open}
          network={known}
          onClose={() => setOpen(null)}
        />
      )}
      {bringing && <FiguresImport onClose={() => setBringing(false)} />}
    </div>
  )
}

type Props = {
  choice: Choice
  network: string
  figures: readonly Figure[]
  onOpen: ((figure: Figure) => void) | undefined
}

function OfNetwork({ choice, network, figures, onOpen }: Props) {
  const t = useWords('choice')
  const face = useFaces(choice.networks)(network)
  const [over, setOver] = useState<Figure | null>(null)
  const columns = useColumns(onOpen, setOver)
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-2">
          <NetworkMark network={face} size="small" />
          {face.name}
        </span>
      }
    >
      {over && <OverWhole figure={over} figures={figures} onClose={() => setOver(null)} />}
      {figures.length === 0 ? (
        <EmptyState small icon={Database} title={t('figures.none')}>
          {t('figures.noneWords')}
        </EmptyState>
      ) : (
        <Table
          label={t('figures.table', { name: face.name })}
          columns={columns}
          rows={figures}
          rowKey={placeOf as (figure: FigurePlace) => string}
        />
      )}
    </Card>
  )
}

type OverProps = { figure: Figure; figures: readonly Figure[]; onClose: () => void }

/** One alone cannot go back, because the others of its group are our own: all of them can. */
function OverWhole({ figure, figures, onClose }: OverProps) {
  const t = useWords('choice')
  const groupOf = useGroupWords()
  const restore = useRestoreGroup()
  const own = figures.filter(
    (one) =>
      one.own &&
      one.measure === figure.measure &&
      one.country === figure.country &&
      one.dimension === figure.dimension,
  )
  return (
    <Alert
      tone="warn"
      className="mb-3"
      title={t('figures.overTitle', { group: groupOf(figure) })}
      action={
        <span className="flex flex-wrap gap-2">
          <Button
            size="small"
            busy={restore.isPending}
            onClick={() => restore.mutate({ figure, own }, { onSuccess: onClose })}
          >
            {t('figures.restoreGroup', { count: own.length })}
          </Button>
          <Button size="small" look="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
        </span>
      }
    >
      {t('figures.overWords', { own: own.map(groupOf).join(', ') })}
    </Alert>
  )
}

function useColumns(
  onOpen: ((figure: Figure) => void) | undefined,
  onOver: (figure: Figure) => void,
): Column<Figure>[] {
  const t = useWords('choice')
  const formats = useFormats()
  const groupOf = useGroupWords()
  const restore = useRestoreFigure()
  const sayNumber = ({ measure }: Figure, number: number | null): string =>
    number === null ? dash : isShare(measure) ? formats.percent(number) : t('minutes', { count: number })
  const sourceOf = (figure: Figure) => (
    <span className="block">
      {figure.own && (
        <Badge tone="accent" className="mr-1.5">
          {figure.by ? t('figures.ownBy', { name: figure.by }) : t('figures.own')}
        </Badge>
      )}
      <SourceLink source={figure.source} url={figure.url} />
    </span>
  )
  return [
    {
      id: 'what',
      head: t('figures.what'),
      cell: (figure) => (
        <span className="block min-w-32">
          {t(`measures.${figure.measure}`)}
          <span className="block text-sm text-muted">{groupOf(figure)}</span>
          <span className="mt-1 block text-sm md:hidden">
            {sourceOf(figure)}
            <span className="block text-muted">
              {formats.day(figure.knownOn, 'UTC')}, {t(`confidence.${figure.confidence}`)}
            </span>
          </span>
        </span>
      ),
    },
    {
      id: 'number',
      head: t('figures.number'),
      align: 'end',
      cell: (figure) => (
        <span className="block whitespace-nowrap">
          {sayNumber(figure, figure.number)}
          {figure.own && figure.reference && (
            <span className="block text-sm text-muted">
              {t('figures.instead', { number: sayNumber(figure, figure.reference.number) })}
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'source',
      head: t('figures.source'),
      wide: true,
      className: 'min-w-56 text-sm',
      cell: sourceOf,
    },
    {
      id: 'day',
      head: t('figures.day'),
      wide: true,
      className: 'whitespace-nowrap text-sm',
      cell: ({ knownOn }) => formats.day(knownOn, 'UTC'),
    },
    {
      id: 'confidence',
      head: t('figures.confidence'),
      wide: true,
      className: 'whitespace-nowrap text-sm',
      cell: ({ confidence }) => t(`confidence.${confidence}`),
    },
    ...(onOpen
      ? [
          {
            id: 'do',
            head: <span className="sr-only">{t('figures.do')}</span>,
            align: 'end' as const,
            cell: (figure: Figure) => (
              <span className="flex justify-end gap-1">
                {figure.own && (
                  <IconButton
                    plain
                    icon={Undo2}
                    label={t(figure.reference ? 'figures.restoreOf' : 'figures.removeOf', {
                      group: groupOf(figure),
                    })}
                    onClick={() =>
                      restore.mutate(figure, { onError: (error) => isOver(error) && onOver(figure) })
                    }
                  />
                )}
                <IconButton
                  plain
                  icon={PencilLine}
                  label={t('figures.changeOf', { group: groupOf(figure) })}
                  onClick={() => onOpen(figure)}
                />
              </span>
            ),
          },
        ]
      : []),
  ]
}

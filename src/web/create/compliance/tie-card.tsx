import {
  type Compliance,
  type Connection,
  type ConnectionKind,
  Connection as ConnectionShape,
  connectionKinds,
} from '../../../modules/create/compliance/contract.ts'
import { marksPartner } from '../../../networks/kit/limits.ts'
import { useWorkspace } from '../../api/me.ts'
import { DateField } from '../../kit/datetime.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from '../posts/composer-context.ts'
import { connectionOf, reached } from './use-findings.ts'
import { useInfluencerNames, useInfluencers } from './use-influencers.ts'

const unsaid = 'unsaid'
const blank = (kind: ConnectionKind): Connection => ConnectionShape.parse({ kind })

/** What ties whoever speaks to whom they speak of. */
export function TieCard({ known }: { known: Compliance | undefined }) {
  const t = useWords('compliance')
  const { writing, change, chosen } = useComposing()
  const { connection } = writing
  const held = connectionOf(known, writing)
  const own = connection && (connection.kind !== 'none' || held === connection) ? connection : null
  const ofOthers = own === null ? held : null
  const set = (next: Connection | null) => change((now) => ({ ...now, connection: next }))
  const ids = chosen.length === 0 ? [''] : chosen.map(({ id }) => id)
  const inRussia = ids.some((id) => reached(known, writing, id).includes('RU'))
  return (
    <Card title={t('tie.title')}>
      <div className="flex flex-col gap-3">
        <WithWhom />
        <Field label={t('tie.kind')}>
          <Select
            value={own?.kind ?? unsaid}
            onChange={(kind) => {
              const wanted = connectionKinds.find((one) => one === kind)
              set(wanted ? { ...(connection ?? blank(wanted)), kind: wanted } : null)
            }}
            choices={[
              {
                value: unsaid,
                label: ofOthers
                  ? t(writing.influencerId ? 'tie.influencer' : 'tie.campaign', {
                      kind: t(`tie.kinds.${ofOthers.kind}`),
                    })
                  : t('tie.unsaid'),
              },
              ...connectionKinds.map((value) => ({ value, label: t(`tie.kinds.${value}`) })),
            ]}
          />
        </Field>
        {own && own.kind !== 'none' && <TieFields connection={own} set={set} inRussia={inRussia} />}
      </div>
    </Card>
  )
}

const nobody = 'nobody'

/** Of those outside who speak for the brand; what ties them is asked of the post. */
function WithWhom() {
  const t = useWords('compliance')
  const { writing, change } = useComposing()
  const { influencerId } = writing
  const offered = useInfluencers(false).data?.items ?? []
  const all = useInfluencerNames(influencerId !== null)
  if (offered.length === 0 && !influencerId) return null
  const chosen = offered.some(({ id }) => id === influencerId)
    ? []
    : [{ value: influencerId ?? '', label: all.find(({ id }) => id === influencerId)?.name ?? '–' }]
  return (
    <Field label={t('influencers.with')} help={t('influencers.withHelp')}>
      <Select
        value={influencerId ?? nobody}
        onChange={(id) => change((now) => ({ ...now, influencerId: id === nobody ? null : id }))}
        choices={[
          { value: nobody, label: t('influencers.nobody') },
          ...offered.map(({ id, name, handle }) => ({
            value: id,
            label: handle ? `${name} (${handle})` : name,
          })),
          ...(influencerId ? chosen : []),
        ]}
      />
    </Field>
  )
}

function TieFields({
  connection,
  set,
  inRussia,
}: {
  connection: Connection
  set: (next: Connection) => void
  inRussia: boolean
}) {
  const t = useWords('compliance')
  const formats = useFormats()
  const { writing, chosen } = useComposing()
  const put = (next: Partial<Connection>) => set({ ...connection, ...next })
  const marking = [
    ...new Set(
      chosen
        .filter((one) => marksPartner(one.manifest, writing.variants[one.id]?.options ?? {}))
        .map((one) => one.face.name),
    ),
  ]
  const shows = [writing.content, ...Object.values(writing.variants).map(({ content }) => content)].some(
    (one) => one?.parts?.some(({ media }) => (media ?? []).length > 0),
  )
  const { sponsorNumber, sponsorUrl, erid } = connection
  return (
    <>
      <Field label={t('tie.sponsor')} help={t('tie.sponsorHelp')}>
        <Input
          maxLength={200}
          value={connection.sponsor}
          onChange={(event) => put({ sponsor: event.target.value })}
        />
      </Field>
      {(inRussia || sponsorNumber || sponsorUrl || erid) && <Russia connection={connection} put={put} />}
      {shows && (
        <Checkbox
          label={t('tie.inMedia')}
          checked={connection.inMedia}
          onChange={(inMedia) => put({ inMedia })}
        />
      )}
      {marking.length > 0 && (
        <Checkbox
          label={t('tie.native', { networks: formats.list(marking) })}
          help={t('tie.nativeHelp')}
          checked={connection.native}
          onChange={(native) => put({ native })}
        />
      )}
    </>
  )
}

/** Signs that the contract does not take are not taken here either, so that what is typed is always saved. */
const only = (signs: RegExp, text: string): string =>
  Array.from(text)
    .filter((sign) => signs.test(sign))
    .join('')

function Russia({ connection, put }: { connection: Connection; put: (next: Partial<Connection>) => void }) {
  const t = useWords('compliance')
  const { timeZone, weekStartsOn } = useWorkspace()
  return (
    <fieldset className="grid gap-3 rounded-md border border-line p-3 sm:grid-cols-2">
      <legend className="px-1 text-sm text-muted">{t('tie.russia')}</legend>
      <Field label={t('tie.number')} optional>
        <Input
          maxLength={30}
          inputMode="numeric"
          value={connection.sponsorNumber}
          onChange={(event) => put({ sponsorNumber: only(/[0-9A-Za-z -]/, event.target.value) })}
        />
      </Field>
      <Field label={t('tie.erid')} help={t('tie.eridHelp')} optional>
        <Input
          maxLength={80}
          autoCapitalize="off"
          spellCheck={false}
          value={connection.erid}
          onChange={(event) => put({ erid: only(/[A-Za-z0-9]/, event.target.value) })}
        />
      </Field>
      <Field label={t('tie.eridOn')} optional>
        <DateField
          value={connection.eridOn ?? ''}
          zone={timeZone}
          weekStartsOn={weekStartsOn}
          label={t('tie.eridOn')}
          onChange={(day) => put({ eridOn: day || null })}
        />
      </Field>
    </fieldset>
  )
}

import { useState } from 'react'
import { PresenceSettings, PresenceSettingsBody } from '../../../modules/plan/presence/contract.ts'
import { api } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useFieldWords, useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const rhythms = ['none', 'w1', 'w2', 'w4', 'w8', 'w13', 'w26'] as const
type Rhythm = (typeof rhythms)[number]

const weeksOf = (rhythm: Rhythm): number | null => (rhythm === 'none' ? null : Number(rhythm.slice(1)))
/** A rhythm that somebody set over the API and that the list does not have is shown as the next longer one. */
const rhythmOf = (weeks: number | null): Rhythm =>
  weeks === null ? 'none' : (rhythms.find((one) => (weeksOf(one) ?? 0) >= weeks) ?? 'w26')

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Rhythm, names and sites. What was typed stays when somebody else saved meanwhile. */
export function SettingsDialog({ settings, onClose }: { settings: PresenceSettings; onClose: () => void }) {
  const t = useWords('presence')
  const [rhythm, setRhythm] = useState(rhythmOf(settings.everyWeeks))
  const [names, setNames] = useState(settings.names.join('\n'))
  const [sites, setSites] = useState(settings.sites.join('\n'))
  const [problem, setProblem] = useState<Error | null>(null)
  const problemWords = useProblemWords()
  const faultOf = useFaults(problem)
  const everyWeeks = rhythm === rhythmOf(settings.everyWeeks) ? settings.everyWeeks : weeksOf(rhythm)
  const save = useWrite(
    () =>
      api.put('/presence/settings', {
        body: { everyWeeks, names: linesOf(names), sites: linesOf(sites), version: settings.version },
        schema: PresenceSettings,
      }),
    {
      touches: ['presence'],
      onSuccess: () => {
        toast(t('settingsSaved'))
        onClose()
      },
      onProblem: (found) => {
        setProblem(found)
        return true
      },
    },
  )
  const wrongSite = PresenceSettingsBody.shape.sites.safeParse(linesOf(sites)).success
    ? undefined
    : faultOf('sites')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('settingsTitle')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && !(problem instanceof ApiProblem && problem.fields.length > 0) && (
          <Alert tone="bad">{problemWords(problem)}</Alert>
        )}
        <Field label={t('rhythm')}>
          <Select
            value={rhythm}
            onChange={setRhythm}
            choices={rhythms.map((value) => ({ value, label: t(`everyWeeks.${value}`) }))}
          />
        </Field>
        <Field label={t('names')} help={t('namesHelp')} error={faultOf('names')} optional>
          <Textarea rows={3} value={names} onChange={(event) => setNames(event.target.value)} />
        </Field>
        <Field label={t('sites')} help={t('sitesHelp')} error={wrongSite} optional>
          <Textarea rows={3} value={sites} onChange={(event) => setSites(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}

/** What the server said of a field, in the person's language. */
function useFaults(problem: Error | null): (name: string) => string | undefined {
  const words = useFieldWords()
  return (name) => {
    const fields = problem instanceof ApiProblem ? problem.fields : []
    const found = fields.find(({ path }) => path.split('.')[0] === name)
    return found && words(found)
  }
}

import { useState } from 'react'
import { TemplateBegin, TemplateBeginOwn } from './template-begin.tsx'
import { TemplateForm } from './template-form.tsx'
import { TemplateList } from './template-list.tsx'
import type { Step } from './template-step.ts'
import type { PlanDesk } from './use-draft.ts'

type Props = { desk: PlanDesk; saved: boolean; onClose: () => void }

/** Plans to begin from: one's own and those that come with the program. */
export function TemplatesDialog({ desk, saved, onClose }: Props) {
  const [step, setStep] = useState<Step>({ at: 'list' })
  const back = () => setStep({ at: 'list' })
  if (step.at === 'begin')
    return <TemplateBegin template={step.template} desk={desk} onBack={back} onClose={onClose} />
  if (step.at === 'begin own')
    return <TemplateBeginOwn template={step.template} desk={desk} onBack={back} onClose={onClose} />
  if (step.at !== 'list')
    return <TemplateForm step={step} dirty={desk.dirty} onBack={back} onClose={onClose} />
  return <TemplateList saved={saved} onStep={setStep} onClose={onClose} />
}

import { Download, Printer } from 'lucide-react'
import { useMe } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { CopyButton } from '../../kit/copy.tsx'
import { ShownOnce } from '../../kit/once.tsx'
import { useWords } from '../../kit/words.ts'
import { saveText } from './save-text.ts'

type Props = { codes: readonly string[]; onClose: () => void }

/** New recovery codes, shown this once: to copy, to keep as a file, to print. */
export function RecoveryCodes({ codes, onClose }: Props) {
  const t = useWords('people')
  const me = useMe()
  const title = t('secondStep.paperTitle', { email: me.email, where: location.host })
  return (
    <ShownOnce
      title={t('secondStep.codesTitle')}
      words={t('secondStep.codesWords')}
      done={t('keys.kept')}
      onClose={onClose}
    >
      <div data-paper>
        <p className="hidden pb-4 print:block">{title}</p>
        <ul
          aria-label={t('secondStep.codesTitle')}
          className="grid gap-x-6 gap-y-1 rounded-md bg-sunken p-4 font-mono sm:grid-cols-2"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <Takings title={title} codes={codes} />
    </ShownOnce>
  )
}

function Takings({ title, codes }: { title: string; codes: readonly string[] }) {
  const t = useWords('people')
  const text = codes.join('\n')
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <CopyButton text={text} />
      <Button
        icon={Download}
        onClick={() => saveText('carillon-recovery-codes.txt', `${title}\n\n${text}\n`)}
      >
        {t('secondStep.download')}
      </Button>
      <Button icon={Printer} onClick={() => window.print()}>
        {t('secondStep.print')}
      </Button>
    </div>
  )
}

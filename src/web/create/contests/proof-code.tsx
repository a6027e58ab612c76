import { useWords } from '../../kit/words.ts'
import { Digest } from './digest.tsx'

/** With what somebody shows that an account is theirs. */
export function ProofCode({ code }: { code: string }) {
  const t = useWords('contests')
  return (
    <div className="mt-2 flex flex-col gap-2">
      <p>{t('outside.proofHelp')}</p>
      <Digest label={t('outside.proofCode')} value={code} />
    </div>
  )
}

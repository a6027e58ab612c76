import { FindingsCard } from './findings-card.tsx'
import { ProofCard } from './proof-card.tsx'
import { TieCard } from './tie-card.tsx'
import { useFindings } from './use-findings.ts'

/** Who pays, what stands behind what is claimed, and what the rules of where the readers are say to it. */
export function ComplianceCards() {
  const found = useFindings()
  return (
    <>
      <TieCard known={found.known} />
      <ProofCard items={found.items} />
      <FindingsCard {...found} />
    </>
  )
}

export { blockedUntil, Gate, reportLimit, type Subject, scopeKey } from './gate.ts'

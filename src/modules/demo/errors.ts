import { defineErrors } from '../../platform/errors.ts'

export const demoError = defineErrors('demo', {
  nobody: [
    'conflict',
    'There is nobody yet to show the demonstration to. Make the owner first: carillon owner, or open the program in a browser.',
  ],
  there: ['conflict', 'There is a demonstration already. Take it away first: carillon demo --remove.'],
})

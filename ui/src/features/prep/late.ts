// The parts of preparation in one chunk with their words: SessionScreen asks for it after it is drawn.
import '@/i18n/late/prep'

export { default as BreakCard } from './BreakCard.vue'
export { default as PlanEditor } from './plan/PlanEditor.vue'
export { default as PrepDesk } from './PrepDesk.vue'
export { default as RotaCard } from './RotaCard.vue'
export { default as StopDialog } from './StopDialog.vue'

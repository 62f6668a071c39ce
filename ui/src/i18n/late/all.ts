// For tests and the gallery: every word at once.
import './accounts'
import './call'
import './directory'
import './hall'
import './leader'
import './prep'
import './print'
import './triage'

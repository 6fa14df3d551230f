/** The page of what the host's doctor finds. */
import { text } from '../../text.js';
import { byId } from '../shared/element.js';
import { localise } from '../shared/page.js';
import { showSideList } from '../shared/side-list.js';
import { doctorSection } from './doctor.js';
import { factsSection } from './facts.js';

await localise();
document.title = text('check_title');
showSideList();
doctorSection(byId('doctor', HTMLElement));
await factsSection(byId('facts', HTMLElement));

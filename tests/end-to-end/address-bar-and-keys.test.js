import { enterInAddressBar, pressShortcut } from './driver/browser-keys.js';
import { consoleAt, ordinaryPage, portalPage } from './pages-of-aws.js';
import { openList } from './person.js';
import { story } from './stage.js';

const HOME = 'https://us-west-2.console.aws.amazon.com';

story('the address bar and the keyboard', { signedIn: ['acme'], desktop: true }, (stage, check) => {
  check('the address bar leads from a tenant’s and a service’s name to that page', async () => {
    await openList(stage).then((popup) => popup.close());
    await ordinaryPage(stage, '<p>anything</p>');
    await enterInAddressBar(stage, 'aws', 'dev01 param store');
    const page = `${HOME}/systems-manager/parameters?region=us-west-2`;
    await consoleAt(stage, 'duploservices-dev01', page);
  });

  check('a key leads back to the tenant used last', async () => {
    await ordinaryPage(stage, '<p>anything</p>');
    await pressShortcut(stage, 'alt+shift+l');
    await consoleAt(
      stage,
      'duploservices-dev01',
      `${HOME}/systems-manager/parameters?region=us-west-2`,
    );
  });

  check('a key leads from a portal’s page to its resource', async () => {
    await portalPage(stage, 'invoice', 'lambda');
    await pressShortcut(stage, 'alt+shift+o');
    const name = 'duploservices-invoice-resize-123456789012';
    await consoleAt(
      stage,
      'duploservices-invoice',
      `${HOME}/lambda/home?region=us-west-2#/functions/${name}`,
    );
  });
});

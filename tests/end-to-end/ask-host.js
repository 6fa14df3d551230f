/**
 * What the host makes of a request that the extension didn't check, as after it was taken over. Runs in a page of the
 * extension.
 * @param {{ method: string, params: object }} request
 * @returns {Promise<any>} the reply
 */
export const askHost = ({ method, params }) =>
  new Promise((resolve) => {
    const { runtime } = globalThis.browser ?? globalThis.chrome;
    const port = runtime.connectNative('org.jit_console.host');
    port.onMessage.addListener((message) => {
      if (message.event) return;
      port.disconnect();
      resolve(message);
    });
    port.postMessage({ id: 1, method, params });
  });

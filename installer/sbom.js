/**
 * Writes the bill of materials of the program, in CycloneDX 1.5, from what its build really used: the shared libraries
 * that the program names, the static ones that the build linked into it, and the libraries that are headers only. Debian's
 * database says which package each is from; those that installer/windows/build-dependencies.sh built bear the version of their
 * sources. The extension has no packages in it: what is in git is what runs.
 *
 *     node installer/sbom.js BUILD OUTPUT        BUILD: a configured and built folder, such as build/release or build/windows
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { projectVersion } from '../extension/build.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} program @param {string[]} args */
const said = (program, args) =>
  String(execFileSync(program, args, { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 2 ** 28 }));

/** @param {string} file @returns {string[]} the shared libraries that a program needs, as it names them */
export function sharedLibraries(file) {
  const dynamic = said('readelf', ['--dynamic', '--wide', file]);
  return [...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => String(name)).sort();
}

/** @param {string} build @returns {boolean} */
const isForWindows = (build) => existsSync(join(build, 'host/jit-console.exe'));

/** @param {string} build @returns {string} */
const programOf = (build) =>
  join(build, isForWindows(build) ? 'host/jit-console.exe' : 'host/jit-console');

/** @param {string} build @returns {string[]} the static libraries from elsewhere that the build linked into the program */
function staticLibraries(build) {
  const [, rule = ''] = readFileSync(join(build, 'build.ninja'), 'utf8').split(
    `build host/${basename(programOf(build))}: `,
  );
  const [line = ''] = /^ {2}LINK_LIBRARIES = .*$/m.exec(rule) ?? [];
  const named = line.split(/\s+/).filter((word) => word.startsWith('/') && word.endsWith('.a'));
  const [, flags = ''] = /^ {2}LINK_FLAGS = (.*)$/m.exec(rule) ?? [];
  const ofCompiler = isForWindows(build)
    ? ['libstdc++.a', 'libgcc.a', 'libwinpthread.a']
    : flags.includes('-static-libstdc++')
      ? ['libstdc++.a', 'libgcc.a']
      : [];
  const compiler = isForWindows(build) ? 'x86_64-w64-mingw32-g++-posix' : 'c++';
  return [
    ...named,
    ...ofCompiler.map((name) => said(compiler, [`-print-file-name=${name}`]).trim()),
  ];
}

/** The source packages of what installer/windows/build-dependencies.sh builds. */
const BUILT_FROM = {
  'libboost_program_options.a': 'boost1.74',
  'libcrypto.a': 'openssl',
  'libcurl.a': 'curl',
  'libssl.a': 'openssl',
  'libyaml-cpp.a': 'yaml-cpp',
};

/** @param {string} library @returns {boolean} */
const isOurBuild = (library) => library.includes('/windows-dependencies/lib/');

/** @param {string[]} libraries those that `isOurBuild` @returns {object[]} a component for each source package */
function ownBuilds(libraries) {
  const sources = new Map(
    libraries.map((library) => {
      const name = BUILT_FROM[/** @type {keyof BUILT_FROM} */ (basename(library))];
      if (!name) throw new Error(`it isn't known what ${library} was built from`);
      return [name, join(dirname(library), '../sources')];
    }),
  );
  return [...sources].map(([name, folder]) => {
    const archive = readdirSync(folder).find(
      (file) => file.startsWith(`${name}_`) && file.includes('.orig.tar.'),
    );
    const [, version] = /_(.+)\.orig\.tar\./.exec(archive ?? '') ?? [];
    if (!version) throw new Error(`no sources of ${name} in ${folder}`);
    return {
      type: 'library',
      'bom-ref': `${name}@${version}`,
      name,
      version,
      scope: 'required',
      purl: `pkg:generic/${name}@${encodeURIComponent(version)}`,
      properties: [
        { name: 'jit-console:linked', value: 'static' },
        { name: 'jit-console:source-package', value: name },
      ],
    };
  });
}

/** @param {string} build @returns {string[]} the headers from elsewhere that the program's sources included */
function systemHeaders(build) {
  const deps = said('ninja', ['-C', build, '-t', 'deps']);
  const ours = deps.split('\n\n').filter((one) => one.startsWith('host/'));
  // Those that the Windows program is built with are links to the system's.
  const places =
    /^ +(?:\/usr\/include|\S*\/windows-dependencies\/include\/(?:boost|nlohmann))\/\S+$/gm;
  const headers = ours.flatMap((one) => one.match(places) ?? []);
  // One of each folder tells the package.
  const folders = new Map(headers.map((line) => [dirname(line), line.trim()]));
  return [...folders.values()];
}

/** @param {string[]} files @returns {Set<string>} the Debian packages that they are from */
function packagesOf(files) {
  if (files.length === 0) return new Set();
  const real = [...new Set(said('realpath', files).trim().split('\n'))];
  // Some packages have their files below /lib, which is a link to /usr/lib.
  const below = (/** @type {string} */ file) => file.replace(/^\/usr\/lib\//, '/lib/');
  const names = [...new Set([...real, ...real.map(below)])];
  const { stdout } = spawnSync('dpkg-query', ['--search', ...names], { encoding: 'utf8' });
  const owners = new Map(
    [...stdout.matchAll(/^([^:,\s]+)(?::\S+)?: (.+)$/gm)].map(([, name, file]) => [file, name]),
  );
  const owner = (/** @type {string} */ file) => {
    const name = owners.get(file) ?? owners.get(below(file));
    if (!name) throw new Error(`${file} is of no package`);
    return name;
  };
  return new Set(real.map(owner));
}

/** @param {string} soname @returns {string} where the loader finds it */
function loaded(soname) {
  const line = new RegExp(`^\\s+${soname.replace(/[.+]/g, '\\$&')} .*=> (\\S+)$`, 'm');
  const [, path] = line.exec(said('/sbin/ldconfig', ['-p'])) ?? [];
  if (!path) throw new Error(`${soname} isn't on this machine`);
  return path;
}

/**
 * @param {string} name a Debian package
 * @param {'shared' | 'static' | 'headers' | 'loaded when used'} how
 */
function component(name, how) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own form
  const format = '${source:Package}\\t${Version}\\t${Architecture}\\n';
  const [line = ''] = said('dpkg-query', ['--show', `--showformat=${format}`, name]).split('\n');
  const [source = '', version = '', arch = ''] = line.split('\t');
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    scope: name === 'libsecret-1-0' ? 'optional' : 'required',
    purl: `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=${arch}`,
    properties: [
      { name: 'jit-console:linked', value: how },
      { name: 'jit-console:source-package', value: source },
    ],
  };
}

/** Packages whose headers describe a library that is linked or loaded otherwise, or the compiler's own. */
const describeOthers =
  /^(libc6-dev|linux-libc-dev|mingw-w64-x86-64-dev|mingw-w64-common|libstdc\+\+-\d+-dev|libgcc-\d+-dev|libcurl4-openssl-dev|libssl-dev|libglib2\.0-dev|libsecret-1-dev|libyaml-cpp-dev|libclang.*)$/;

/**
 * @param {string} build
 * @returns {object} the bill, the same for the same build
 */
export function billOfMaterials(build) {
  const version = projectVersion(readFileSync(join(root, 'CMakeLists.txt'), 'utf8'));
  // Windows' own libraries are of no package.
  const shared = isForWindows(build)
    ? new Set()
    : packagesOf(sharedLibraries(programOf(build)).map(loaded));
  const libraries = staticLibraries(build);
  const statics = packagesOf(libraries.filter((library) => !isOurBuild(library)));
  const headers = [...packagesOf(systemHeaders(build))].filter(
    (name) => !describeOthers.test(name) && !statics.has(name),
  );
  const later = isForWindows(build) ? [] : ['libcurl4', 'libsecret-1-0'];
  const components = [
    ...[...shared].map((name) => component(name, 'shared')),
    ...[...statics].map((name) => component(name, 'static')),
    ...ownBuilds(libraries.filter(isOurBuild)),
    ...headers.map((name) => component(name, 'headers')),
    ...later.map((name) => component(name, 'loaded when used')),
  ].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  const ref = `jit-console@${version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': ref,
        name: 'jit-console',
        version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components,
    dependencies: [{ ref, dependsOn: components.map((one) => one['bom-ref']) }],
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [build, output] = process.argv.slice(2);
  if (!build || !output) throw new Error('node installer/sbom.js BUILD OUTPUT');
  writeFileSync(output, `${JSON.stringify(billOfMaterials(resolve(build)), null, 2)}\n`);
}

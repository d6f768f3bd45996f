/*
 * Starts the page: unpacks the wasm that index.html carries, and hands it to its glue.
 *
 * Old syntax on purpose (ES5): Internet Explorer has to parse this file, so that the notice can say what is wrong there.
 *
 *   window.pingfen.part(name)  a Promise of the glue of a part ('page', 'papers'). A part is started once, on the first
 *                              call; after a failure the next call tries again.
 *   window.pingfen.aside(name, stays)
 *                              a part in a thread of its own, so that the page goes on while it works:
 *                              { call(method, arguments…) a Promise of what it returns, stop() ends what is at work }.
 *                              Where the site or the browser allows no such thread, it works in the page's. The thread
 *                              ends when it rests, unless it stays: for a part that keeps something until it is stopped.
 *   window.pingfen.text(name)  a Promise of the text of a part that is no program ('library').
 *   window.pingfen.timing      milliseconds of each step: { opened, page: { decode, unpack, compile, start }, papers: … }
 *   <html data-failed="…">     why the page could not start. The app itself sets data-ready.
 *
 * A page that the browser saved holds what was on the screen. So everything is looked up by id, nothing by its place, and
 * traces of the earlier run are wiped first.
 */
(function () {
  'use strict';

  var root = document.documentElement;
  var pingfen = (window.pingfen = window.pingfen || {});
  var timing = (pingfen.timing = {});
  var started = {};

  var REASONS = {
    old: '这个浏览器太旧，或者正处在兼容模式（IE 内核），不能运行本页。请看下面第 1 条。',
    blocked: '这个网站的安全策略不允许本页运行。请看下面第 3 条。',
    damaged: '这个文件不完整，可能在下载或传送时被截断、改动。请重新下载，或请对方重新发送。',
    memory: '可用内存不足。请关掉一些程序或标签页，再刷新本页。',
    crashed: '本页启动时出错。请刷新再试；若仍不行，请把本行末尾的英文告诉提供本页的人。'
  };

  root.removeAttribute('data-ready');
  root.removeAttribute('data-failed');
  pingfen.part = part;
  pingfen.aside = aside;
  pingfen.text = text;

  if (!window.WebAssembly || !window.Promise || !document.addEventListener) {
    // The notice is visible as it stands.
    root.setAttribute('data-failed', 'old');
    return;
  }
  // Through the style sheet's object: unlike an attribute, that does not get into a page that the browser saves, which must
  // show the notice again where scripts do not run.
  document.getElementById('pingfen-style').sheet.insertRule('html:not([data-failed]) #pingfen-notice{display:none}', 0);
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', open);
  } else {
    open();
  }

  function open() {
    var app = document.getElementById('app');
    timing.opened = performance.now();
    while (app.firstChild) {
      app.removeChild(app.firstChild);
    }
    document.getElementById('pingfen-reason').textContent = '';
    if (!document.getElementById('pingfen-end')) {
      fail(failure('damaged', 'the end is missing'));
      return;
    }
    part('page').then(null, fail);
  }

  function fail(error) {
    var cause = causeOf(error);
    var detail = String((error && error.message) || error);
    document.getElementById('pingfen-reason').textContent = REASONS[cause] + '（' + detail + '）';
    root.setAttribute('data-failed', cause + ': ' + detail);
  }

  function causeOf(error) {
    if (error && error.cause in REASONS) {
      return error.cause;
    }
    // Browsers have no code for it, only words; the last are those of Chromium 78.
    if (/unsafe-eval|Content Security Policy|CSP|disallowed by embedder/i.test(error && error.message)) {
      return 'blocked';
    }
    return error instanceof WebAssembly.CompileError ? 'old' : 'crashed';
  }

  function part(name) {
    if (!started[name]) {
      started[name] = start(name);
      started[name].then(null, function () {
        delete started[name];
      });
    }
    return started[name];
  }

  function aside(name, stays) {
    // A thread that has had nothing to do for so long gives its memory back, ms.
    var REST = 60000;
    var thread, ready, refused, resting, waiting = {}, last = 0;
    return { call: call, stop: stop };

    function call(method) {
      var job = { id: ++last, method: method, given: [].slice.call(arguments, 1) };
      return new Promise(function (resolve, reject) {
        waiting[job.id] = { job: job, resolve: resolve, reject: reject };
        if (refused) {
          here(job);
          return;
        }
        if (!thread) {
          begin();
        }
        // A thread that was refused at once has left its work to this one.
        if (thread) {
          thread.postMessage(job);
        }
      });
    }

    function begin() {
      var source = [serve, unpack, decode, check, failure].map(String).join('\n') + '\nserve(' + pingfen.glue[name] + ');';
      // Decoded there: here it would hold up the page.
      var packed = [textOf('pingfen-unpack'), textOf('pingfen-' + name), lengthOf('pingfen-' + name)];
      ready = false;
      try {
        thread = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      } catch (error) {
        refuse();
        return;
      }
      thread.onerror = refuse;
      thread.onmessage = function (event) {
        var done = event.data;
        if (done.ready) {
          ready = true;
        } else if (done.refused) {
          refuse();
        } else {
          settle(done);
        }
      };
      thread.postMessage({ packed: packed });
    }

    function drop() {
      if (thread) {
        // What it has said already, and nobody has heard yet, is not heard any more.
        thread.onmessage = thread.onerror = null;
        thread.terminate();
        thread = null;
      }
    }

    // What a thread that never started was given is done here. One that broke down later may have been broken by its work.
    function refuse() {
      if (ready) {
        end(failure('crashed', 'the thread broke down'));
        return;
      }
      refused = true;
      drop();
      for (var id in waiting) {
        here(waiting[id].job);
      }
    }

    function here(job) {
      part(name)
        .then(function (glue) {
          return glue[job.method].apply(null, job.given);
        })
        .then(
          function (result) {
            settle({ id: job.id, result: result });
          },
          function (error) {
            settle({ id: job.id, error: error });
          }
        );
    }

    function settle(done) {
      var job = waiting[done.id];
      delete waiting[done.id];
      clearTimeout(resting);
      resting = setTimeout(rest, REST);
      if (job && done.error) {
        job.reject(done.error);
        if (!done.error.code) {
          // Not one of our errors: what the part keeps in memory may be damaged.
          delete started[name];
          end(failure('crashed', done.error.message));
        }
      } else if (job) {
        job.resolve(done.result);
      }
    }

    function rest() {
      if (!stays && !Object.keys(waiting).length) {
        drop();
      }
    }

    function stop() {
      end({ code: 'stopped', message: '' });
    }

    function end(error) {
      var ended = waiting;
      waiting = {};
      drop();
      for (var id in ended) {
        ended[id].reject(error);
      }
    }
  }

  // Runs in the thread, as text: it may use nothing but its arguments, `unpack`, `decode`, and what they use.
  function serve(make) {
    var glue = make();
    var started;
    self.onmessage = function (event) {
      var job = event.data;
      if (job.packed) {
        started = Promise.resolve()
          .then(function () {
            return unpack(decode(job.packed[0]), decode(job.packed[1]), job.packed[2]);
          })
          .then(function (wasm) {
            return WebAssembly.compile(wasm);
          })
          .then(function (module) {
            return glue({ module_or_path: module });
          });
        started.then(
          function () {
            self.postMessage({ ready: true });
          },
          function () {
            self.postMessage({ refused: true });
          }
        );
        return;
      }
      started
        .then(function () {
          return glue[job.method].apply(null, job.given);
        })
        .then(
          function (result) {
            self.postMessage({ id: job.id, result: result }, result instanceof Uint8Array ? [result.buffer] : []);
          },
          function (error) {
            self.postMessage({ id: job.id, error: { code: error.code, message: String(error.message || error) } });
          }
        );
    };
  }

  function text(name) {
    var times = (timing[name] = {});
    return Promise.resolve()
      .then(function () {
        return bytes(name, times);
      })
      .then(function (bytes) {
        return new TextDecoder().decode(bytes);
      });
  }

  function bytes(name, times) {
    return timed(times, 'decode', function () {
      return [decode(textOf('pingfen-unpack')), decode(textOf('pingfen-' + name)), lengthOf('pingfen-' + name)];
    }).then(function (parts) {
      return timed(times, 'unpack', function () {
        return unpack(parts[0], parts[1], parts[2]);
      });
    });
  }

  function start(name) {
    var times = (timing[name] = {});
    var glue;
    return Promise.resolve()
      .then(function () {
        var make = pingfen.glue && pingfen.glue[name];
        // The glue is a script of its own: if it is not there, this browser could not parse it.
        check(make, 'old', 'no glue for ' + name);
        glue = make();
        return bytes(name, times);
      })
      .then(function (wasm) {
        return timed(times, 'compile', function () {
          return WebAssembly.compile(wasm);
        });
      })
      .then(function (module) {
        return timed(times, 'start', function () {
          return glue({ module_or_path: module });
        });
      })
      .then(function () {
        return glue;
      });
  }

  function timed(times, step, work) {
    var begun = performance.now();
    return Promise.resolve(work()).then(function (result) {
      times[step] = performance.now() - begun;
      return result;
    });
  }

  function unpack(code, packed, length) {
    return WebAssembly.instantiate(code).then(function (made) {
      var unpacker = made.instance.exports;
      var from = unpacker.reserve(packed.length);
      var to = unpacker.reserve(length);
      check(from && to, 'memory', 'no memory for ' + length + ' bytes');
      // Taken only now: a view of the memory ends when the memory grows.
      new Uint8Array(unpacker.memory.buffer, from, packed.length).set(packed);
      check(unpacker.unpack(from, packed.length, to, length), 'damaged', 'checksum');
      return new Uint8Array(unpacker.memory.buffer, to, length);
    });
  }

  function textOf(id) {
    return document.getElementById(id).textContent;
  }

  function decode(packed) {
    var text, bytes, i;
    try {
      text = atob(packed);
    } catch (error) {
      throw failure('damaged', 'base64');
    }
    bytes = new Uint8Array(text.length);
    for (i = 0; i < text.length; i++) {
      bytes[i] = text.charCodeAt(i);
    }
    return bytes;
  }

  function lengthOf(id) {
    return Number(document.getElementById(id).getAttribute('data-length'));
  }

  function check(fine, cause, detail) {
    if (!fine) {
      throw failure(cause, detail);
    }
  }

  function failure(cause, detail) {
    var error = new Error(detail);
    error.cause = cause;
    return error;
  }
})();

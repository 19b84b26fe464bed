"""The programs that can run the recognition model, on one thread: workers share the cores by documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


class OpenVinoRuntime:
    """Runs the model with OpenVINO: about twice as fast as onnxruntime."""

    name = "openvino"

    def __init__(self, model: Path) -> None:
        """Load and compile the model."""
        import openvino

        core = openvino.Core()
        network = core.read_model(model)
        self.characters = characters_of(network.get_rt_info(["framework", "character"]).value)
        compiled = core.compile_model(network, "CPU", {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1})
        self._request = compiled.create_infer_request()

    def probabilities(self, lines: FloatArray) -> FloatArray:
        """Return how likely each class is at each step; the next call writes over it.

        Raises MemoryError: refused memory, OpenVINO says nothing and leaves what it read before.
        """
        self._request.get_output_tensor().data.flat[:1] = np.nan
        self._request.infer([lines])
        found = np.asarray(self._request.get_output_tensor().data, dtype=np.float32)
        if len(found) != len(lines) or np.isnan(found.flat[0]):
            raise MemoryError("OpenVINO was refused memory")
        return found


class OnnxRuntime:
    """Runs the model with onnxruntime."""

    name = "onnxruntime"

    def __init__(self, model: Path) -> None:
        """Load the model."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self.characters = characters_of(self._session.get_modelmeta().custom_metadata_map["character"])

    def probabilities(self, lines: FloatArray) -> FloatArray:
        """Return how likely each class is at each step."""
        return np.asarray(self._session.run(None, {self._input: lines})[0], dtype=np.float32)


def openvino_network(model: Path) -> Callable[[FloatArray], FloatArray]:
    """Return what runs a model of one input and one output with OpenVINO; its answer is written over by the next."""
    import openvino

    compiled = openvino.Core().compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1})
    request = compiled.create_infer_request()

    def run(inputs: FloatArray) -> FloatArray:
        request.infer([inputs])
        return np.asarray(request.get_output_tensor().data, dtype=np.float32)

    return run


def onnx_network(model: Path) -> Callable[[FloatArray], FloatArray]:
    """Return what runs a model of one input and one output with onnxruntime."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda inputs: np.asarray(session.run(None, {name: inputs})[0], dtype=np.float32)


def characters_of(listed: str) -> list[str]:
    """Return the characters of the model's classes from its own list, one a line; the space is the last."""
    return [*listed.splitlines(), " "]
